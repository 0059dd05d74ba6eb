import { isObject, listAt, objectAt, textAt } from "../../shared/values";
import type { Rule, Say } from "./breach";

interface Version {
  /** Integer versions have one part. */
  parts: number[];
  prerelease: string | null;
  /** Without build metadata. */
  plain: string;
}

interface Revision {
  number: string;
  version: Version | null;
  time: number;
  at: string;
}

const VERSION = /^(0|[1-9]\d{0,15})(?:\.(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})(?:-([0-9A-Za-z.-]{1,256}))?(?:\+[0-9A-Za-z.-]{1,256})?)?$/;

/** Integer or semantic version (section 3.1.11). */
function versionOf(text: string | null): Version | null {
  const match = VERSION.exec(text ?? "");
  if (match === null || text === null) return null;
  const parts = match.slice(1, 4).flatMap((part) => (part === undefined ? [] : [Number(part)]));
  return { parts, prerelease: match[4] ?? null, plain: text.split("+")[0] ?? text };
}

/** Version and history of the document (6.1.14, 6.1.16 to 6.1.22, 6.1.30). */
export const revisions: Rule = (json, say) => {
  const tracking = objectAt(objectAt(json, "document"), "tracking");
  const stated = textAt(tracking, "version");
  const status = textAt(tracking, "status");
  const version = versionOf(stated);
  const rows = listAt(tracking, "revision_history").flatMap((row, i): Revision[] => {
    const number = textAt(row, "number");
    return isObject(row) && number !== null ? [{ number, version: versionOf(number), time: timeOf(textAt(row, "date")), at: `/document/tracking/revision_history/${i}` }] : [];
  });
  for (const row of rows) if (row.version === null) say("3.1.11", "this is neither an integer version nor a semantic one", `${row.at}/number`);
  const sorted = rows.toSorted((a, b) => a.time - b.time || compare(a.version, b.version));
  checkLatest(sorted.at(-1), stated, status, say);
  checkOrder(sorted, say);
  checkNumbers(rows, say);
  checkStatus(rows, version, status, say);
  const kinds = new Set([version, ...rows.map((row) => row.version)].flatMap((one) => (one === null ? [] : [one.parts.length])));
  if (kinds.size > 1) say("6.1.30", "integer and semantic versions are mixed", "/document/tracking/version");
};

/** Seconds since 1970 with their fraction, which may be finer than milliseconds. A row without a time is the oldest. */
function timeOf(text: string | null): number {
  if (text === null || text.length > 64) return Number.NEGATIVE_INFINITY;
  const fraction = /\.\d+/.exec(text)?.[0] ?? "";
  const time = Date.parse(text.replace(fraction, ""));
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time / 1000 + Number(`0${fraction}`);
}

function checkLatest(latest: Revision | undefined, stated: string | null, status: string | null, say: Say): void {
  const written = (text: string): string => (text.split("+")[0] ?? text).split(status === "draft" ? "-" : "+")[0] ?? text;
  if (latest === undefined || stated === null || written(latest.number) !== written(stated)) say("6.1.16", "the document's version is not the newest of its history", "/document/tracking/version");
}

/** In the order of their dates numbers rise, and no whole version is left out. */
function checkOrder(sorted: readonly Revision[], say: Say): void {
  let before: Revision | null = null;
  for (const row of sorted) {
    const major = row.version?.parts[0] ?? null;
    const last = before?.version?.parts[0] ?? null;
    if (before !== null && compare(before.version, row.version) > 0) say("6.1.14", "numbers of the history do not rise with their dates", `${row.at}/number`);
    if (major !== null && (last === null ? before === null && major > 1 : major > last + 1)) say("6.1.21", "the history leaves out a version", `${row.at}/number`);
    before = row;
  }
}

function checkNumbers(rows: readonly Revision[], say: Say): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const plain = row.version?.plain ?? row.number;
    if (seen.has(plain)) say("6.1.22", "one version stands twice in the history", `${row.at}/number`);
    seen.add(plain);
    if (row.version !== null && row.version.prerelease !== null) say("6.1.19", "a version before release stands in the history", `${row.at}/number`);
  }
}

/** What is final or interim is released, and what is not released is a draft. */
function checkStatus(rows: readonly Revision[], version: Version | null, status: string | null, say: Say): void {
  const unreleased = version !== null && (version.parts[0] === 0 || version.prerelease !== null);
  if (unreleased && status !== "draft") say("6.1.17", "a version before the first release is a draft", "/document/tracking/status");
  if (status !== "final" && status !== "interim") return;
  for (const row of rows) if (row.version !== null && row.version.parts[0] === 0) say("6.1.18", "the history of a released document holds a version before its first release", `${row.at}/number`);
  if (version !== null && version.prerelease !== null) say("6.1.20", "a released document has no version before release", "/document/tracking/version");
}

/** Order of versions; parts before a release are compared as semantic versioning does. Unknown ones are equal to all. */
function compare(a: Version | null, b: Version | null): number {
  if (a === null || b === null) return 0;
  for (let i = 0; i < 3; i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === null || b.prerelease === null) return a.prerelease === null ? 1 : -1;
  return comparePrerelease(a.prerelease.split("."), b.prerelease.split("."));
}

function comparePrerelease(a: readonly string[], b: readonly string[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined) return 1;
    if (left === right) continue;
    const numbers = [left, right].map((one) => (/^\d{1,15}$/.test(one) ? Number(one) : null));
    const [x = null, y = null] = numbers;
    if (x !== null && y !== null) return x - y;
    if (x !== null || y !== null) return x !== null ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
