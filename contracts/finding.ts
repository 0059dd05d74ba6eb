import { z } from "zod";
import { instant, paging, q, severity } from "./common";

export const findingStatus = z.enum(["open", "vex_not_affected", "vex_fixed", "under_investigation", "excepted", "gone"]);
export const clockState = z.enum([
  "within", "due-soon", "breached", "met", "met-late", "excepted", "exception-expired", "no-clock", "stopped",
]);
const vexStatus = z.enum(["not_affected", "affected", "fixed", "under_investigation"]);
const vexEntry = z.object({ evidence: z.string(), status: vexStatus, author: z.string().nullable(), why: z.string() });

/** A finding as the newest evaluation left it: what was seen, who saw it, what VEX and exceptions did to it. */
export const finding = z.object({
  vulnerability: z.string(),
  aliases: z.array(z.string()),
  unverified: z.array(z.object({ id: z.string(), says: z.array(z.string()).describe("evidence ids within this digest; none: other documents") })).describe("names that nobody with standing gives it; they decide nothing"),
  package: z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    version: z.string().nullable(),
    type: z.string().nullable(),
    purl: z.string().nullable(),
  }),
  severity,
  severityBasis: z.string(),
  score: z.number().nullable(),
  fixedVersions: z.array(z.string()).describe("by version; the smallest that is later than the installed one first"),
  fixNote: z.string().nullable().describe("what does not fit between the installed and the fixed versions"),
  title: z.string().nullable(),
  url: z.string().nullable(),
  status: findingStatus,
  firstObservedAt: instant,
  seenBy: z.array(z.string()).describe("evidence ids within this digest"),
  inLatestScan: z.boolean(),
  kev: z.object({ addedAt: instant, dueAt: instant }).nullable(),
  epss: z.number().nullable(),
  clock: z.object({
    state: clockState,
    startAt: instant.nullable(),
    startBasis: z.string(),
    dueAt: instant.nullable(),
    stoppedAt: instant.nullable(),
    stopReason: z.string().nullable(),
    rule: z.string(),
    remainingHours: z.number().nullable(),
  }),
  vex: z.object({ won: vexEntry.nullable(), ignored: z.array(vexEntry), more: z.int().describe("further statements without effect, which are not listed") }),
  exception: z.string().nullable(),
  exceptionsAside: z.array(z.object({ exception: z.string(), why: z.string() })).describe("exceptions about one of its names that do not cover it"),
});
export type Finding = z.infer<typeof finding>;

export const findingFilters = z.object({
  ...paging,
  q,
  image: z.string().max(500).optional(),
  severity: severity.optional(),
  status: findingStatus.optional(),
  clock: clockState.optional(),
  sort: z.enum(["severity", "due"]).optional().describe("most severe first (the default), or the earliest running deadline first"),
});
export type FindingFilters = z.infer<typeof findingFilters>;

/** A clock of an image line: alias set and package; a rebuild with the same flaw restarts nothing. */
export const clock = z.object({
  id: z.guid(),
  image: z.string(),
  digest: z.string(),
  vulnerability: z.string(),
  aliases: z.array(z.string()),
  package: z.string(),
  packageKey: z.string(),
  severity,
  state: clockState,
  bucket: z.enum(["breached", "within24h", "within7d", "later", "accepted", "noClock", "closed"]),
  startAt: instant.nullable(),
  startBasis: z.string(),
  dueAt: instant.nullable(),
  remainingHours: z.number().nullable().describe("whole hours, negative when past"),
  stoppedAt: instant.nullable(),
  stopReason: z.string().nullable(),
  rule: z.string(),
  ruleVersion: z.int(),
  owner: z.string().nullable(),
  fixedVersion: z.string().nullable(),
});
export type Clock = z.infer<typeof clock>;

export const clockFilters = z.object({
  ...paging,
  q,
  state: clockState.optional(),
  due: z.enum(["breached", "within24h", "within7d", "later", "accepted", "noClock", "closed"]).optional(),
  severity: severity.optional(),
  owner: z.string().trim().max(200).optional().describe("team; 'none' for clocks nobody owns"),
  image: z.string().max(500).optional(),
});
export type ClockFilters = z.infer<typeof clockFilters>;
