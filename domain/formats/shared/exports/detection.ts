import type { DetectionFact } from "../../../model/document";
import { normaliseSeverity } from "../../../model/severity";
import { packageFromWords } from "../ecosystems";
import { packageParts } from "../packages";

type Given = Pick<DetectionFact, "vulnerability" | "at"> & Partial<Omit<DetectionFact, "package" | "severity">> & {
  /** The scanner's word for the ecosystem ("debian:9", "gobinary"); empty when it says nothing. */
  ecosystem: string;
  name: string;
  version: string | null;
  purlText?: string | null;
};

const MAX_TITLE = 500;

/** One row of an export as a detection; what the row does not say is null or empty. */
export function detection({ ecosystem, name, version, purlText = null, ...given }: Given): DetectionFact {
  const parts = packageParts({ ...packageFromWords(ecosystem, name), purlText, version });
  return {
    aliases: [],
    fixedVersions: [],
    fixState: null,
    severityWord: null,
    severitySource: null,
    cvss: [],
    publishedAt: null,
    url: null,
    ...given,
    package: { purl: parts.purl, type: parts.type, namespace: parts.namespace, name: parts.name, version: parts.version },
    severity: normaliseSeverity(given.severityWord),
    title: given.title?.slice(0, MAX_TITLE) ?? null,
  };
}

/**
 * The ids of an advisory of the vendor's own that lists CVEs. One CVE and the vendor's id are two names of one flaw;
 * several CVEs are several flaws that share an advisory, and none is taken for another.
 */
export function idsOf(own: string | null, cves: readonly string[]): { vulnerability: string; aliases: string[] }[] {
  const distinct = [...new Set(cves)].filter((cve) => cve !== own);
  if (distinct.length === 0) return own === null ? [] : [{ vulnerability: own, aliases: [] }];
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined) return [{ vulnerability: only, aliases: own === null ? [] : [own] }];
  return distinct.map((vulnerability) => ({ vulnerability, aliases: [] }));
}

const NO_VERSION = /^(?:none|null|n\/a|notavailable|not available|unknown|-)$/i;

/** Versions in a text with commas; words that say "none" are no versions. */
export function versionsIn(text: string | null): string[] {
  return [...new Set((text ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "" && !NO_VERSION.test(part)))];
}

const SCORE = /^\d{1,2}(?:\.\d{1,4})?$/;

/** A base score from 0 to 10, as number or as text; anything else is none (scanners write -1 for unknown). */
export function scoreOf(value: unknown): number | null {
  const score = typeof value === "string" && SCORE.test(value) ? Number(value) : value;
  return typeof score === "number" && score >= 0 && score <= 10 ? score : null;
}

/** A CVSS entry; the vector's own version stands before the field's. Nothing where neither vector nor score is there. */
export function cvss(source: string, version: string, vector: string | null, score: unknown): DetectionFact["cvss"] {
  const base = scoreOf(score);
  const stated = /^CVSS:(\d\.\d)\//.exec(vector ?? "")?.[1] ?? version;
  return vector === null && base === null ? [] : [{ source, version: stated, vector, score: base }];
}

const SYSTEMS: readonly { words: RegExp; id: string }[] = [
  { words: /^red hat enterprise linux|^rhel/i, id: "redhat" },
  { words: /^amazon linux|^amzn/i, id: "amazon" },
  { words: /^alma ?linux/i, id: "alma" },
  { words: /^rocky/i, id: "rocky" },
  { words: /^oracle/i, id: "oracle" },
  { words: /^suse|^sles/i, id: "suse" },
];

/** Name and version of an operating system in a scanner's words: "debian:9", "DEBIAN_10", "Debian GNU/Linux 9 (stretch)". */
export function systemOf(words: string | null): { id: string; version: string | null; supported: null } | null {
  if (words === null || words.length > 256) return null;
  const text = words.trim().replace(/(\d)_(?=\d)/g, "$1.").replaceAll("_", " ");
  const id = SYSTEMS.find((row) => row.words.test(text))?.id ?? /^[A-Za-z]+/.exec(text)?.[0].toLowerCase();
  return id === undefined ? null : { id, version: /\d[\w.]*/.exec(text)?.[0] ?? null, supported: null };
}

/** An instant from seconds since 1970, null outside 1970 to 9999. */
export function instantOfSeconds(value: unknown): string | null {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0 || value > 253_402_300_799) return null;
  return new Date(Math.floor(value) * 1000).toISOString().replace(/\.\d{3}Z$/, "Z");
}
