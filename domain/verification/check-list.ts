import { CHECK_NAMES, type Check, type CheckId, type VerdictState } from "./model";

/** A check whose outcome is known. */
export function decided(id: CheckId, ok: boolean, expected: string, got: string): Check {
  return { id, name: CHECK_NAMES[id], expected, got: clip(got), ok, required: true };
}

/** A required check that was not reached or cannot be decided: it keeps a document from being verified. */
export function undecided(id: CheckId, expected: string, why: string): Check {
  return { id, name: CHECK_NAMES[id], expected, got: clip(why), ok: null, required: true };
}

/** A step reported for the reader that does not decide. */
export function informative(id: CheckId, ok: boolean | null, expected: string, got: string): Check {
  return { id, name: CHECK_NAMES[id], expected, got: clip(got), ok, required: false };
}

/**
 * State that a list of checks amounts to: a failed required check makes it invalid, else an undecided one unknown.
 * An empty list is unknown: the absence of checks proves nothing.
 */
export function stateOf(checks: readonly Check[]): VerdictState {
  const required = checks.filter((check) => check.required);
  if (required.some((check) => check.ok === false)) return "invalid";
  if (required.length === 0 || required.some((check) => check.ok === null)) return "unknown";
  return "verified";
}

/** The first step that keeps the document from being verified, null when nothing does. */
export function failingStep(checks: readonly Check[]): Check | null {
  const required = checks.filter((check) => check.required);
  return required.find((check) => check.ok === false) ?? required.find((check) => check.ok === null) ?? null;
}

const MAX_TEXT = 2000;

function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

/** Text of anything thrown by a library, without its stack. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "the library gave no reason";
  const cause = thrown.cause instanceof Error ? ` (${thrown.cause.message})` : "";
  return `${thrown.message}${cause}`;
}
