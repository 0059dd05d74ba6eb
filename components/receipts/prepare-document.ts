import type { ProblemShape } from "../../contracts/common";
import type { UnderstoodDocument } from "../../contracts/receipt";
import type { Tone } from "../ui/status";
import { countText } from "../ui/prepare-time";

/** What became of one document, or would become of it, in one word with its tone. */
export function documentState(document: Pick<UnderstoodDocument, "state" | "conflict" | "pending">, would = false): { tone: Tone; word: string } {
  if (document.state === "refused") return { tone: "fail", word: would ? "Would be refused" : "Refused" };
  if (document.conflict) return { tone: "fail", word: would ? "Would be in conflict" : "In conflict" };
  if (document.pending) return { tone: "needs", word: would ? "Would be pending" : "Pending" };
  if (document.state === "opaque") return { tone: "none", word: would ? "Would be kept, not understood" : "Kept, not understood" };
  return { tone: "met", word: would ? "Would be applied" : "Applied" };
}

const ROW_WORDS: Readonly<Record<string, [string, string]>> = {
  components: ["component", "components"],
  findings: ["finding", "findings"],
  vex_statements: ["VEX statement", "VEX statements"],
  subjects: ["statement subject", "statement subjects"],
  platforms: ["manifest of the index", "manifests of the index"],
  layers: ["layer", "layers"],
};

/** "214 components, 3 findings" from the rows written; what has no rows of its own still counts as a document. */
export function appliedText({ applied, state }: Pick<UnderstoodDocument, "applied" | "state">): string {
  const parts = Object.entries(applied).filter(([, count]) => count > 0).map(([kind, count]) => `${countText(count)} ${ROW_WORDS[kind]?.[count === 1 ? 0 : 1] ?? kind.replaceAll("_", " ")}`);
  if (parts.length > 0) return parts.join(", ");
  return state === "read" ? "the document itself, without rows of its own" : "nothing; its bytes are kept";
}

const BINDING_WORDS: Record<UnderstoodDocument["bindings"][number]["state"], { tone: Tone; word: string }> = {
  subject: { tone: "met", word: "Signed subject" },
  named: { tone: "met", word: "Names the digest" },
  claimed: { tone: "risk", word: "Claimed by the uploader" },
  pending: { tone: "needs", word: "Pending" },
  conflict: { tone: "fail", word: "Conflict, not counted" },
};
export const bindingWord = (state: UnderstoodDocument["bindings"][number]["state"]): { tone: Tone; word: string } => BINDING_WORDS[state];

const IDENTITY_WORDS: Readonly<Record<string, string>> = {
  index: "index", manifest: "manifest", "manifest-local": "manifest of a local daemon", "repo-digest": "repository digest", "image-id": "image id", subject: "subject",
};
export const identityWord = (kind: string): string => IDENTITY_WORDS[kind] ?? kind;

/** "CycloneDX JSON 1.5, by syft 1.2, made 17 Nov 2026": the parts that are stated. */
export function formatText({ formatTitle, version, state, kind }: Pick<UnderstoodDocument, "formatTitle" | "version" | "state" | "kind">): string {
  if (formatTitle !== null) return version === null ? formatTitle : `${formatTitle} ${version}`;
  return state === "opaque" && kind === "opaque" ? "no format we read" : kind.replaceAll("_", " ");
}

/** "detail at /components/3/purl (12 times)" */
export function noteText({ detail, at, limit, count }: ProblemShape & { count?: number | undefined }): string {
  const place = at ? ` at ${at}` : "";
  const times = count !== undefined && count > 1 ? ` (${countText(count)} times, the first there)` : "";
  const bound = limit ? `; the limit "${limit.name}" is ${countText(limit.max)}${limit.got === undefined ? "" : `, this has ${countText(limit.got)}`}` : "";
  return `${detail}${place}${times}${bound}`;
}
