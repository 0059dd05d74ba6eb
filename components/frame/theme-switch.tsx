"use client";

import { useState } from "react";
import { Icon } from "../ui/icon";
import { nextTheme, type Theme, THEME_WORDS } from "./prepare-theme";

/** System, light, dark. A cookie carries the choice, so the server draws it at once and nothing flashes. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  function change(): void {
    const next = nextTheme(theme);
    const root = document.documentElement;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    document.cookie = `theme=${next}; Path=/; Max-Age=31536000; SameSite=Lax`;
    setTheme(next);
  }
  const label = `Theme: ${THEME_WORDS[theme]}. Change to ${THEME_WORDS[nextTheme(theme)]}`;
  return (
    <button className="btn icon quiet" type="button" onClick={change} aria-label={label} title={label}>
      <Icon name="theme" />
    </button>
  );
}
