/** A Python version in its parts (PyPA version specifiers). A part that is not there is null. */
export interface PythonVersion {
  epoch: string;
  release: string[];
  pre: { phase: "a" | "b" | "rc"; number: string } | null;
  post: string | null;
  dev: string | null;
  local: string[];
}

const PHASES: Readonly<Record<string, "a" | "b" | "rc">> = { a: "a", alpha: "a", b: "b", beta: "b", c: "rc", rc: "rc", pre: "rc", preview: "rc" };

/** Reads from left to right, a pattern a step, each anchored where the last one ended: linear in the length. */
class Cursor {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  get done(): boolean {
    return this.#at === this.#text.length;
  }
}

/** A version by the grammar of PEP 440 with all spellings it allows ("V1.0-Alpha_1"), or null where the text is none. */
export function readPep440(written: string): PythonVersion | null {
  const rest = new Cursor(written.replace(/^[ \t\n\r\f\v]+/, "").trimEnd().toLowerCase());
  if (/[^ -~\t-\r]/.test(written)) return null;
  rest.take(/v/y);
  const epoch = rest.take(/([0-9]+)!/y)?.[1] ?? "0";
  const release = rest.take(/[0-9]+(?:\.[0-9]+)*/y)?.[0].split(".");
  if (release === undefined) return null;
  const pre = rest.take(/[-_.]?(alpha|beta|preview|pre|rc|a|b|c)[-_.]?([0-9]+)?/y);
  const dashed = rest.take(/-([0-9]+)/y);
  const post = dashed ?? rest.take(/[-_.]?(?:post|rev|r)[-_.]?([0-9]+)?/y);
  const dev = rest.take(/[-_.]?dev[-_.]?([0-9]+)?/y);
  const local = rest.take(/\+([a-z0-9]+(?:[-_.][a-z0-9]+)*)/y);
  if (!rest.done) return null;
  const phase = PHASES[pre?.[1] ?? ""];
  return {
    epoch, release,
    pre: phase === undefined ? null : { phase, number: pre?.[2] ?? "0" },
    post: post === null ? null : (post[1] ?? "0"),
    dev: dev === null ? null : (dev[1] ?? "0"),
    local: local?.[1]?.split(/[-_.]/) ?? [],
  };
}
