import { describe, expect, it } from "vitest";
import { type DocumentNode, eachNode } from "../../ingest/read-document";
import { readText } from "./read-for-test";

/**
 * What must become of a hostile document: a problem code ("json/truncated"), `noted:<code>` for one that is read with a
 * warning or says what it left out, `opaque` for one that nobody claims, `read` for one that is odd and yet sound.
 */
export type HostileOutcome = "opaque" | "read" | `noted:${string}` | `${string}/${string}`;

/** What is wrong with it, the document (text, bytes or a JSON value), what must become of it. */
export type HostileCase = readonly [name: string, document: unknown, outcome: HostileOutcome];

/** A room has at least so many cases made by hand. */
const MIN_HOSTILE_CASES = 60;

/**
 * Tests only: reads every case as the worker reads a file. No room may fail inside, nothing refused may keep facts, and
 * every refusal names a place or a limit.
 */
export function describeHostile(room: string, cases: readonly HostileCase[]): void {
  describe(`${room}, hostile`, () => {
    it("has enough cases, each with a name of its own", () => {
      expect(cases.length).toBeGreaterThanOrEqual(MIN_HOSTILE_CASES);
      expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length);
    });

    it.each(cases.map(([name, document, outcome]) => ({ name, document, outcome })))("$name", ({ document, outcome }) => {
      const nodes = [...eachNode(readText(document))];
      for (const { problem, state, reading } of nodes) {
        expect(problem?.code).not.toBe("ingest/room-failed");
        if (state !== "refused") continue;
        expect(reading).toBeNull();
        expect(problem?.at ?? problem?.limit, `${problem?.code} names neither place nor limit`).toBeDefined();
      }
      expect(outcomesOf(nodes)).toContain(outcome);
    });
  });
}

function outcomesOf(nodes: readonly DocumentNode[]): string[] {
  const refusals = nodes.flatMap(({ problem }) => (problem === null ? [] : [problem.code]));
  const notes = nodes.flatMap((node) => [...node.notes, ...(node.reading?.notes ?? [])].filter((note) => note.level !== "info").map((note) => `noted:${note.code}`));
  const [root] = nodes;
  return [...refusals, ...notes, ...(root?.state === "opaque" ? ["opaque"] : []), ...(refusals.length === 0 && root?.state !== "opaque" ? ["read"] : [])];
}
