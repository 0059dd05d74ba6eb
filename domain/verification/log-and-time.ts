import type { KeyObject } from "node:crypto";
import type { SignedEntity, TrustMaterial } from "@sigstore/verify";
import { askLogEntry, askTimestamp, HOLDS, timeOf, type Outcome } from "./bundle-stages";
import { decided, undecided } from "./check-list";
import { checkCheckpoint, checkLogSigner } from "./log-body";
import type { Check, LogReference } from "./model";
import { checkOlderEntry, isOlderEntry } from "./older-entry";
import type { Signed } from "./signed-content";

type Timestamp = SignedEntity["timestamps"][number];
type LogEntry = SignedEntity["tlogEntries"][number];

export interface LogAndTime {
  checks: Check[];
  /** Timestamps a trusted party signed, in the library's shape. */
  proven: Timestamp[];
  log: LogReference[];
}

export interface LogQuestion {
  material: TrustMaterial;
  entity: SignedEntity;
  signed: Signed | undefined;
  signer: { key: KeyObject; certificate: Buffer | null };
  requireLog: boolean;
  requireTime: boolean;
  /** What the library says of the document as a whole: where it accepts that, its stages need not be asked again. */
  whole: Outcome;
  /** What is said when there is no entry at all: null makes that a failure, a text leaves it undecided. */
  entryElsewhere: string | null;
}

/**
 * Proves log entries and signed times. An `integratedTime` counts only with the log's signature over it; without one
 * it is a number anybody could have written (CVE-2026-48816).
 */
export function checkLogAndTime(question: LogQuestion): LogAndTime {
  const { entity, material, signer, whole } = question;
  const entries = entity.tlogEntries.map((entry) => ({
    entry,
    outcome: whole.ok && !isOlderEntry(entry) ? HOLDS : askLogEntry(material, entity, entry, signer.key),
  }));
  const proven = entity.timestamps.filter((timestamp) => isProven(question, timestamp, entries));
  const checks = [
    presenceCheck(question, entries.length),
    ...entries.flatMap(({ entry, outcome }) => entryChecks(entry, outcome, question)),
  ];
  checks.push(...timeChecks(question, proven));
  const log = entries.map(({ entry }) => ({
    logId: entry.logId.keyId.toString("hex"),
    index: entry.logIndex,
    kind: `${entry.kindVersion.kind} ${entry.kindVersion.version}`,
  }));
  return { checks, proven, log };
}

function isProven(
  question: LogQuestion,
  timestamp: Timestamp,
  entries: { entry: LogEntry; outcome: Outcome }[],
): boolean {
  if (timestamp.$case === "timestamp-authority")
    return question.whole.ok || askTimestamp(question.material, question.entity, timestamp, question.signer.key).ok;
  const { tlogEntry } = timestamp;
  if (tlogEntry.inclusionPromise === undefined) return false;
  return entries.some(({ entry, outcome }) => entry === tlogEntry && (outcome.ok || aboutBody(outcome)));
}

/** Inclusion is checked before agreement, so a failure of agreement says that inclusion held. */
function aboutBody(outcome: Outcome): boolean {
  return outcome.code === "TLOG_BODY_ERROR";
}

function presenceCheck({ requireLog, entryElsewhere }: LogQuestion, entries: number): Check {
  const expected = requireLog ? "at least one entry" : "an entry is not required";
  if (entries === 0 && requireLog && entryElsewhere !== null)
    return undecided("log-presence", expected, entryElsewhere);
  return decided(
    "log-presence",
    entries > 0 || !requireLog,
    expected,
    entries === 1 ? "1 entry" : `${entries} entries`,
  );
}

function entryChecks(entry: LogEntry, outcome: Outcome, { signer, signed }: LogQuestion): Check[] {
  const included = outcome.ok || aboutBody(outcome);
  const proof = [entry.inclusionPromise && "signed promise", entry.inclusionProof && "inclusion proof"]
    .filter(Boolean)
    .join(" and ");
  const expected = "the same signature and digest";
  const agrees = !included
    ? undecided("log-entry", expected, "not reached: the entry itself is not proven")
    : isOlderEntry(entry)
      ? checkOlderEntry(entry, signed?.envelope ?? null)
      : decided("log-entry", outcome.ok, expected, outcome.ok ? "the same" : outcome.reason);
  const checkpoint = checkCheckpoint(entry);
  return [
    decided("log-inclusion", included, "a promise or proof signed by a trusted log", included ? proof : outcome.reason),
    ...(checkpoint === null ? [] : [checkpoint]),
    agrees,
    checkLogSigner(entry, signer),
  ];
}

function timeChecks({ entity, requireTime }: LogQuestion, proven: Timestamp[]): Check[] {
  const carried = entity.timestamps.length;
  const times = proven.map((timestamp) => timeOf(timestamp).toISOString()).join(", ");
  const unsigned = entity.timestamps.filter(
    (timestamp) => timestamp.$case === "transparency-log" && timestamp.tlogEntry.inclusionPromise === undefined,
  ).length;
  const unproven = carried - proven.length - unsigned;
  if (!requireTime && carried === 0) return [];
  const got =
    [times, unproven > 0 && `${unproven} that cannot be verified`, unsigned > 0 && `${unsigned} without a signature`]
      .filter(Boolean)
      .join("; ") || "none";
  return [
    decided(
      "signed-time",
      unproven === 0 && (proven.length > 0 || !requireTime),
      "a time signed by a trusted log or timestamp authority",
      got,
    ),
  ];
}
