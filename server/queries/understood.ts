import type { ProblemShape } from "../../contracts/common";
import { sbomQuality, type SbomReport } from "../../contracts/quality";
import type { UnderstoodDocument } from "../../contracts/receipt";
import { rooms } from "../../domain/formats/registry";
import type { DerivedBinding } from "../../domain/model/identity";
import { sbomGaps } from "../../domain/quality/sbom-gaps";
import { toolText } from "./evidence-rows";
import { withPrefix, withPrefixOrNull } from "./read";
import { resolvesOf } from "./resolves";
import { asObject, readProblem } from "./stored-json";

const MOST_IDENTITIES = 10;
const TITLES = new Map(rooms.map((room) => [room.id, room.title]));

/** Kinds of rows a document can write, in the order they are told. */
const ROW_KINDS = ["components", "findings", "vex_statements", "subjects", "platforms", "layers"] as const;
export type Rows = Record<(typeof ROW_KINDS)[number], number>;

/** A document as it was read, stored or not, with its bindings in force or as they would be. */
export interface ReadDocument {
  path: string;
  sha256: string;
  sizeBytes: number;
  state: "read" | "opaque" | "refused";
  room: string | null;
  formatVersion: string | null;
  revision: number;
  kind: string;
  summary: string;
  tool: unknown;
  /** ISO 8601 UTC */
  observedAt: string | null;
  signatures: number;
  bindings: DerivedBinding[];
  rows: Rows;
  counts: unknown;
  notes: unknown;
  problem: ProblemShape | null;
  /** SbomQuality as stored; undefined where the document is no inventory. */
  quality: unknown;
}

/** The same words for a stored document and for one that is only looked at. */
export function toUnderstood(document: ReadDocument): UnderstoodDocument {
  const notes = Array.isArray(document.notes) ? document.notes : [];
  const tool = toolText(document.tool);
  const bindings = document.bindings.map(toBinding);
  return {
    path: document.path,
    sha256: document.sha256,
    sizeBytes: document.sizeBytes,
    state: document.state,
    format: document.room,
    formatTitle: document.room === null ? null : (TITLES.get(document.room) ?? document.room),
    version: document.formatVersion,
    revision: document.revision,
    kind: document.kind,
    summary: document.summary,
    tool,
    observedAt: document.observedAt,
    signatures: document.signatures,
    bindings,
    applied: Object.fromEntries(ROW_KINDS.filter((kind) => document.rows[kind] > 0).map((kind) => [kind, document.rows[kind]])),
    counts: wholeNumbers(document.counts),
    sbom: document.quality === undefined ? null : sbomReport(document.quality, { tool, observedAt: document.observedAt }),
    ignored: notesOf(notes, "ignored"),
    warnings: notesOf(notes, "warning"),
    pending: bindings.some(({ state }) => state === "pending"),
    conflict: bindings.some(({ state }) => state === "conflict"),
    why: bindings.map(({ why }) => why).join(" ") || document.problem?.detail || "No binding has been derived yet.",
    resolves: resolvesOf(document),
    problem: document.problem,
  };
}

function toBinding({ digest, state, why, because }: DerivedBinding): UnderstoodDocument["bindings"][number] {
  return {
    digest: withPrefixOrNull(digest),
    state,
    why,
    because: because.slice(0, MOST_IDENTITIES).map(({ identity, relation }) => ({
      kind: identity.type, digest: withPrefix(identity.sha256), name: identity.name ?? null, at: identity.at, relation,
    })),
  };
}

/** Facts and gaps of an inventory; without facts (read before they were counted) no gap is claimed either. */
export function sbomReport(stored: unknown, origin: { tool: string | null; observedAt: string | null }): SbomReport {
  const quality = sbomQuality.safeParse(stored);
  return quality.success ? { quality: quality.data, gaps: sbomGaps(quality.data, origin) } : { quality: null, gaps: [] };
}

const wholeNumbers = (counts: unknown): Record<string, number> =>
  Object.fromEntries(Object.entries(asObject(counts)).filter((entry): entry is [string, number] => Number.isInteger(entry[1])));

function notesOf(notes: readonly unknown[], level: string): UnderstoodDocument["ignored"] {
  return notes.flatMap((note) => {
    const problem = asObject(note)["level"] === level ? readProblem(note) : null;
    if (!problem) return [];
    const { count } = asObject(note);
    return [{ ...problem, ...(typeof count === "number" ? { count } : {}) }];
  });
}
