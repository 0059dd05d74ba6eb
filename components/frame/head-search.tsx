"use client";

import { useEffect, useRef } from "react";
import { Icon } from "../ui/icon";

/** Search is a form, so it works without a script; `/` or Ctrl-K puts the cursor there. */
export function HeadSearch({ action }: { action: string }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const inField = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !inField;
      const palette = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!slash && !palette) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <form className="find-form head-find" action={action} method="get" role="search" aria-label="Everything in this system">
      <label className="find">
        <Icon name="glass" />
        <span className="vh">Search image, digest, package or vulnerability</span>
        <input ref={box} type="search" name="q" placeholder="CVE, package, image or digest" maxLength={200} />
        <kbd aria-hidden="true">/</kbd>
      </label>
    </form>
  );
}
