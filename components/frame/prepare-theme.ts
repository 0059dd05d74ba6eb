export type Theme = "system" | "light" | "dark";

export const THEME_WORDS: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

/** Anything but the two words means: follow the reader's system. */
export function readTheme(cookie: string | undefined): Theme {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}

export function nextTheme(theme: Theme): Theme {
  return theme === "system" ? "light" : theme === "light" ? "dark" : "system";
}
