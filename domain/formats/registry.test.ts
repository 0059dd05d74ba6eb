import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../ingest/read-document";
import { roomById, rooms } from "./registry";
import { readText, sha256Of } from "./shared/read-for-test";

const folder = import.meta.dirname;
const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "shared").map((entry) => entry.name);

/** Every place in a value, as a list of steps. */
function places(value: unknown, steps: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [steps];
  const entries = Array.isArray(value) ? value.map((inner, i) => [i, inner] as const) : Object.entries(value);
  return [...(steps.length > 0 ? [steps] : []), ...entries.flatMap(([key, inner]) => places(inner, [...steps, key]))];
}

function replaced(value: unknown, [step, ...rest]: (string | number)[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((inner: unknown, i) => (i === step ? replaced(inner, rest, by) : inner));
  const object = value as Record<string, unknown>;
  return { ...object, [step]: replaced(object[String(step)], rest, by) };
}

const WRONG: readonly unknown[] = [null, 0, -1, 1.5, true, "", "x", "\ud800", "a".repeat(5000), [], [null], [[]], {}, { x: 1 }, { digest: [] }, ["x", 1]];

it("registers every folder under its own name", () => {
  expect(rooms.map((room) => room.id).sort()).toEqual([...folders].sort());
  expect(new Set(rooms.map((room) => room.id)).size).toBe(rooms.length);
  expect(roomById("no-such-room")).toBeUndefined();
});

describe.each(rooms.map((room) => room.id))("%s", async (id) => {
  const { example } = (await import(`./${id}/example.ts`)) as { example: object | string };
  const text = typeof example === "string" ? example : JSON.stringify(example);
  const json = typeof example !== "string";

  it("is the only room that claims its example, and reads it without a warning", () => {
    const node = readText(text);
    expect([node.state, node.room, node.claims, node.problem]).toEqual(["read", id, [], null]);
    expect(node.reading?.notes.filter((note) => note.level === "warning")).toEqual([]);
    expect(node.reading).toMatchObject({ room: id, revision: roomById(id)?.revision });
  });

  it("reads the same bytes to the same reading", () => {
    expect(readText(text).reading).toEqual(readText(text).reading);
  });

  it.runIf(json)("reads nothing from a document that broke off", () => {
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(readText(text.slice(0, Math.floor(text.length * share)))).toMatchObject({ state: "refused", reading: null, problem: { code: "json/truncated" } });
    }
  });

  it("never throws on text that broke off anywhere", () => {
    for (let length = 0; length < text.length; length += Math.max(1, Math.floor(text.length / 200))) {
      const node = readText(text.slice(0, length));
      expect(node.problem?.code).not.toBe("ingest/room-failed");
    }
  });

  it.runIf(json)("never throws, whatever stands in any one place", () => {
    for (const steps of places(example)) {
      for (const wrong of WRONG) {
        const node = readText(replaced(example, steps, wrong));
        expect(node.problem?.code).not.toBe("ingest/room-failed");
      }
    }
  });

  it.runIf(json)("never throws on random changes of several places", () => {
    const all = places(example);
    const change = fc.tuple(fc.constantFrom(...all), fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...WRONG)));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        let value: unknown = example;
        for (const [steps, by] of changes) value = safely(() => replaced(value, steps, by), value);
        expect(readText(value).problem?.code).not.toBe("ingest/room-failed");
      }),
      { numRuns: 150 },
    );
  });

  it("never throws on changed bytes", () => {
    const bytes = new TextEncoder().encode(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const changed = bytes.slice();
        changed[at] = byte;
        const node = readDocument({ bytes: changed, sha256: sha256Of(changed), hint: null, sha256Of });
        expect(node.problem?.code).not.toBe("ingest/room-failed");
      }),
      { numRuns: 300 },
    );
  });

  it.runIf(json)("refuses what reaches for prototypes and what is too deep", () => {
    expect(readText(inLastObject(text, `,"__proto__":{"x":1}`)).problem?.code).toBe("json/forbidden-key");
    expect(readText(inLastObject(text, `,"x":${"[".repeat(70)}${"]".repeat(70)}`)).problem?.limit).toMatchObject({ name: "depth", max: 64 });
  });

  it.runIf(json)("answers duplicate keys the way it says it does", () => {
    const list = Array.isArray(example);
    const key = Object.keys(list ? (example[0] as object) : (example as object))[0] ?? "";
    const start = list ? 2 : 1;
    const node = readText(`${text.slice(0, start)}${JSON.stringify(key)}:null,${text.slice(start)}`);
    const strict = roomById(id)?.duplicateKeys === "refuse";
    expect(node.problem?.code ?? node.notes[0]?.code).toBe(strict ? "ingest/duplicate-keys" : "json/duplicate-keys");
  });
});

/** Text put before the end of a document's object, or of the last object of a document that is a list. */
function inLastObject(text: string, more: string): string {
  const end = text.lastIndexOf("}");
  return text.slice(0, end) + more + text.slice(end);
}

/** A place may be gone after an earlier change. */
function safely<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
