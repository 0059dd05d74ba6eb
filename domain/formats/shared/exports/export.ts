import type { DetectionFact, Reading, ReportFacts, ScanFacts } from "../../../model/document";
import type { NamedIdentity } from "../../../model/identity";
import { fail, ok, type Problem, type Result } from "../../../model/problem";
import type { FormatRoom, RawDocument } from "../../room";
import { Notes, reading } from "../reading";
import { instant, plural, sha256Hex, tally } from "../values";

interface Finish {
  /** For people: "Clair report". */
  title: string;
  tool: Reading["tool"];
  formatVersion?: string | null;
  /** The image or file the export names, shown as it stands. */
  target?: string | null;
  observedAt?: string | null;
  scan?: Partial<ScanFacts> & { detections: DetectionFact[] };
  report?: ReportFacts;
  counts: Record<string, unknown>;
}

/** What stands beside the rows of a scanner's export while a room reads it: notes, and the digests it names. */
export class Export {
  readonly notes = new Notes();
  private readonly named = new Map<string, NamedIdentity>();
  private readonly images = new Set<string>();

  constructor(
    private readonly room: Pick<FormatRoom, "id" | "revision">,
    /** First half of the room's codes. */
    private readonly code: string,
    private readonly document: RawDocument,
  ) {}

  /** A digest of the image reported on. One that is no SHA-256 is said and names nothing. */
  digest(type: NamedIdentity["type"], value: unknown, at: string, name: string | null = null): void {
    if (value === undefined || value === null || value === "") return;
    const sha256 = sha256Hex(value);
    if (sha256 === null) return this.notes.warn(`${this.code}/digest`, "what stands for a digest is no SHA-256; it names no image", at);
    this.named.set(`${type} ${sha256}`, { type, sha256, ...(name === null ? {} : { name }), at });
  }

  /** Counts the images an export is about: with more than one, no digest of it says which row is about which. */
  image(key: string): void {
    this.images.add(key);
  }

  time(value: unknown, at: string): string | null {
    const time = instant(value);
    const zero = typeof value === "string" && value.startsWith("0001-01-01");
    if (time === null && value !== undefined && value !== null && !zero) this.notes.warn(`${this.code}/time`, "this is no time that can be read", at);
    return time;
  }

  tooMany(what: string, got: number, at: string): Problem | null {
    const max = this.document.limits.maxFindings;
    return got > max ? { code: `${this.code}/too-many`, detail: `more ${what} than accepted`, at, limit: { name: what, max, got } } : null;
  }

  finish(given: Finish): Result<Reading> {
    const rows = given.scan?.detections ?? [];
    const problem = this.tooMany("findings", Math.max(rows.length, given.report?.total ?? 0), "");
    if (problem !== null) return fail(problem);
    const identities = this.identities();
    const what = given.report === undefined ? plural(rows.length, "vulnerability", "vulnerabilities") : plural(given.report.total, "result");
    return ok(
      reading({
        room: this.room.id,
        revision: this.room.revision,
        formatVersion: given.formatVersion ?? null,
        summary: `${given.title}${given.target ? ` of ${given.target.slice(0, 200)}` : ""}, ${what}`,
        identities,
        observedAt: given.observedAt ?? null,
        tool: given.tool,
        facts: { ...(given.scan ? { scan: scanFacts(given.tool, given.scan) } : {}), ...(given.report ? { report: given.report } : {}) },
        notes: this.notes.list(),
        counts: { ...(given.scan ? { vulnerabilities: rows.length, severity: tally(rows.map((row) => row.severityWord)), unique_ids: new Set(rows.map((row) => row.vulnerability)).size } : {}), ...given.counts },
      }),
    );
  }

  private identities(): NamedIdentity[] {
    if (this.images.size > 1) {
      this.notes.warn(`${this.code}/several-images`, `${this.images.size} images in one export: no digest of it is used, the image must be claimed at upload`);
      return [];
    }
    if (this.named.size === 0) this.notes.add("info", `${this.code}/names-no-image`, "the export names no image digest: it must be claimed at upload");
    return [...this.named.values()];
  }
}

/** Nothing is known to have run to the end unless a room says so. */
function scanFacts(tool: Reading["tool"], given: NonNullable<Finish["scan"]>): ScanFacts {
  return {
    scanner: tool ?? { name: "unknown", version: null },
    database: { version: null, updatedAt: null },
    startedAt: null,
    finishedAt: null,
    status: "undetermined",
    os: null,
    targets: [],
    packagesSeen: null,
    secrets: null,
    misconfigurations: null,
    ...given,
  };
}
