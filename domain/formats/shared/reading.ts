import type { Note, Reading } from "../../model/document";
import type { Problem, Result } from "../../model/problem";
import { fail } from "../../model/problem";

type Given = Pick<Reading, "room" | "revision" | "summary"> & Partial<Reading>;

/** A summary is one line beside others; what a document names in it may be as long as it likes. */
const MAX_SUMMARY = 400;

function shortened(summary: string): string {
  return summary.length <= MAX_SUMMARY ? summary : `${summary.slice(0, MAX_SUMMARY - 1).toWellFormed()}…`;
}

/** A reading with nothing in it but what is given. */
export function reading(given: Given): Reading {
  return { formatVersion: null, identities: [], edges: [], observedAt: null, tool: null, facts: {}, children: [], notes: [], counts: {}, ...given, summary: shortened(given.summary) };
}

export function refuse(code: string, detail: string, at?: string): Result<never> {
  return fail({ code, detail, ...(at === undefined ? {} : { at }) });
}

export function tooMany(room: string, name: string, max: number, got: number, at: string): Result<never> {
  return fail({ code: `${room}/too-many`, detail: `more ${name} than accepted`, at, limit: { name, max, got } });
}

/** Notes of one kind are said once, with their number and the first places, however often they occur. */
export class Notes {
  private readonly byCode = new Map<string, Note>();

  add(level: Note["level"], code: string, detail: string, at?: string): void {
    const known = this.byCode.get(code);
    if (known) known.count = (known.count ?? 1) + 1;
    else this.byCode.set(code, { level, code, detail, count: 1, ...(at === undefined ? {} : { at }) });
  }

  warn(code: string, detail: string, at?: string): void {
    this.add("warning", code, detail, at);
  }

  problem(problem: Problem): void {
    this.warn(problem.code, problem.detail, problem.at);
  }

  list(): Note[] {
    return [...this.byCode.values()];
  }
}
