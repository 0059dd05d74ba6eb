/** What a key asks for. `go` waits for a second key. */
export type KeyAction =
  | { do: "palette" }
  | { do: "search" }
  | { do: "help" }
  | { do: "move"; by: 1 | -1 }
  | { do: "select" }
  | { do: "copy" }
  | { do: "go"; to: GoTo }
  | { do: "wait" };

export type GoTo = "overview" | "images" | "sla" | "compare" | "evidence" | "receipts";

const GO: Record<string, GoTo> = { o: "overview", i: "images", s: "sla", c: "compare", e: "evidence", r: "receipts" };

const SINGLE: Record<string, KeyAction> = {
  "/": { do: "search" }, "?": { do: "help" }, j: { do: "move", by: 1 }, k: { do: "move", by: -1 }, x: { do: "select" }, c: { do: "copy" }, g: { do: "wait" },
};

export interface Pressed {
  key: string;
  ctrl: boolean;
  meta: boolean;
  alt: boolean;
  /** The cursor stands in a field, or a dialog is open. */
  typing: boolean;
  /** `g` was pressed just before. */
  waiting: boolean;
  /** Single-key shortcuts are on (WCAG 2.1.4: they can be turned off). */
  single: boolean;
}

/** The action of a key press; null leaves it to the browser. Cmd or Ctrl with K works everywhere, single keys never while typing. */
export function actionOf({ key, ctrl, meta, alt, typing, waiting, single }: Pressed): KeyAction | null {
  if (key.toLowerCase() === "k" && (ctrl || meta) && !alt) return { do: "palette" };
  if (ctrl || meta || alt || typing || !single) return null;
  if (waiting) return GO[key] ? { do: "go", to: GO[key] } : null;
  return SINGLE[key] ?? null;
}

/** What the help lists. */
export const KEYS: { keys: string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "open the command palette (Cmd K on a Mac)" },
  { keys: ["/"], does: "search" },
  { keys: ["j"], does: "next row" },
  { keys: ["k"], does: "row before" },
  { keys: ["Enter"], does: "open the row" },
  { keys: ["x"], does: "select the row, where rows can be selected" },
  { keys: ["c"], does: "copy the digest of the row, else of the page" },
  { keys: ["g", "o"], does: "go to Overview" },
  { keys: ["g", "i"], does: "go to Images" },
  { keys: ["g", "s"], does: "go to SLA" },
  { keys: ["g", "c"], does: "go to Compare" },
  { keys: ["g", "e"], does: "go to Evidence" },
  { keys: ["g", "r"], does: "go to Receipts" },
  { keys: ["?"], does: "this list" },
];
