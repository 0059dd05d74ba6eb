import type { ProvenanceShape } from "../../contracts/digest";
import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestProvenanceTab } from "../../contracts/pages";
import { countText, plural } from "../ui/prepare-time";

type Facts = DigestProvenanceTab["records"][number]["facts"];

export interface FactRow {
  name: string;
  /** Empty = not stated. */
  values: string[];
  mono?: boolean;
}

const CLAIMS: readonly (readonly [keyof Facts["claims"], string])[] = [
  ["parametersComplete", "parameters"], ["environmentComplete", "environment"], ["materialsComplete", "materials"],
];

/** What a provenance says, in the order a reader asks: who, how, from what, when, and how complete it claims to be. */
export function provenanceFacts(facts: Facts): FactRow[] {
  const one = (value: string | null): string[] => (value === null ? [] : [value]);
  const versions = Object.entries(facts.builderVersion).map(([name, version]) => `${name} ${version}`);
  return [
    { name: "Builder", values: [...one(facts.builderId), ...versions], mono: true },
    { name: "Build type", values: one(facts.buildType), mono: true },
    { name: "Branch or tag", values: one(facts.sourceRef), mono: true },
    { name: "Workflow or entry point", values: one(facts.entryPoint), mono: true },
    { name: "Invocation", values: one(facts.invocationId), mono: true },
    { name: "Claims of itself", values: claimsOf(facts.claims) },
  ];
}

function claimsOf(claims: Facts["claims"]): string[] {
  const complete = CLAIMS.filter(([key]) => claims[key] === true).map(([, name]) => name);
  const partial = CLAIMS.filter(([key]) => claims[key] === false).map(([, name]) => name);
  const say = (value: boolean | null, yes: string, no: string): string[] => (value === null ? [] : [value ? yes : no]);
  return [
    ...(complete.length > 0 ? [`complete: ${complete.join(", ")}`] : []),
    ...(partial.length > 0 ? [`not complete: ${partial.join(", ")}`] : []),
    ...say(claims.reproducible, "reproducible", "not reproducible"),
    ...say(claims.hermetic, "hermetic", "not hermetic"),
  ];
}

/** First digest of a material, with its algorithm. */
export function materialDigest(digest: Record<string, string>): string | null {
  const [name] = Object.keys(digest).sort();
  return name === undefined ? null : `${name}:${digest[name] ?? ""}`;
}

/** Loud first: what is not as expected, then what the evidence supports. */
export function provenanceLead(assessment: ProvenanceShape | null, records: number): { tone: "fail" | "risk" | "pass"; lead: string; rest: string } {
  if (assessment === null) return { tone: "risk", lead: "Not evaluated yet.", rest: records === 0 ? "No provenance of this digest is held." : `${plural(records, "record")} of provenance held; nothing may be concluded yet.` };
  const { level, expectations } = assessment;
  if (expectations.state === "violated") return { tone: "fail", lead: expectations.says, rest: level.says };
  const [first = "", ...more] = level.says.split(/(?<=\.) /);
  const rest = [...more, expectations.says].join(" ");
  return { tone: level.supports >= 2 ? "pass" : "risk", lead: first, rest };
}

export interface OutlineStep {
  step: string;
  /** 64 hex digits or sha256:…; null = words alone. */
  digest: string | null;
  text: string | null;
  note: string | null;
  here: boolean;
  link: boolean;
}

/** From base images and source over the build to this digest and the next one; a gap is a step that says so. */
export function lineageOutline(tab: Pick<DigestProvenanceTab, "header" | "held" | "records">, evidence: EvidenceItem[]): OutlineStep[] {
  const { header, held, records } = tab;
  const bases = header.detail.evaluation?.provenance?.bases ?? [];
  const known = new Set(held);
  const [used] = records;
  const state = used ? evidence.find((item) => item.documentId === used.documentId)?.verification.state : undefined;
  const worth = state === "verified" ? "by verified provenance" : "somebody's word: not verified";
  const steps: OutlineStep[] = bases.map((base) => ({
    step: base.by === "provenance" ? "Image it was built from or with" : "Base image, by its own word", digest: base.sha256, text: base.name === "" ? null : base.name,
    note: `${base.proven ? "by verified provenance" : base.by === "provenance" ? "by provenance that is not verified" : `by ${base.by === "label" ? "a label of its config" : "an annotation of its manifest"}: nobody vouches for it`}${known.has(base.sha256) ? "" : "; not held here"}`,
    here: false, link: known.has(base.sha256),
  }));
  const step = (name: string, text: string, note: string | null): OutlineStep => ({ step: name, digest: null, text, note, here: false, link: false });
  if (bases.length === 0) steps.push(step("Base image", "Not stated", "neither provenance nor the image names a digest of what it stands on"));
  if (used === undefined) steps.push(step("Source and build", "Not stated", "no provenance of this digest is held"));
  else {
    steps.push(step("Source", sourceText(used.facts) ?? "Not stated", worth));
    steps.push(step("Build", used.facts.builderId ?? "No builder is named", worth));
  }
  steps.push({ step: "This digest", digest: header.detail.digest, text: null, note: null, here: true, link: false });
  if (header.successor) steps.push({ step: "Next build of the line", digest: header.successor.digest, text: null, note: null, here: false, link: true });
  return steps;
}

export function sourceText(facts: Facts): string | null {
  if (facts.sourceRepository === null) return null;
  const commit = facts.sourceCommit === null ? "" : `@${facts.sourceCommit}`;
  return `${facts.sourceRepository}${commit}`;
}

/** Where a commit can be looked at, for hosts whose addresses are known; else the repository itself. */
export function sourceLink(facts: Facts): string | null {
  const { sourceRepository: repository, sourceCommit: commit } = facts;
  if (repository === null) return null;
  if (commit === null) return repository;
  if (repository.startsWith("https://github.com/")) return `${repository}/commit/${commit}`;
  return repository.startsWith("https://gitlab.com/") ? `${repository}/-/commit/${commit}` : repository;
}

export interface GraphBox {
  x: number;
  y: number;
  label: string;
  text: string;
  here: boolean;
}

export interface Graph {
  width: number;
  height: number;
  boxes: GraphBox[];
  lines: { from: [number, number]; to: [number, number] }[];
}

export const BOX = { width: 190, height: 46, gapX: 44, gapY: 14 } as const;
const MAX_INPUTS = 5;

/** Inputs at the left, then the build, this digest, the next build. Beyond five inputs the last box counts the rest. */
export function lineageGraph(steps: readonly OutlineStep[]): Graph {
  const inputs = steps.filter((one) => !one.here && one.step !== "Build" && one.step !== "Next build of the line");
  const shown = inputs.length > MAX_INPUTS ? [...inputs.slice(0, MAX_INPUTS - 1), { ...(inputs[0] as OutlineStep), step: "And", digest: null, text: `${countText(inputs.length - MAX_INPUTS + 1)} more` }] : inputs;
  const chain = steps.filter((one) => one.here || one.step === "Build" || one.step === "Next build of the line");
  const height = Math.max(1, shown.length) * (BOX.height + BOX.gapY) - BOX.gapY;
  const middle = (height - BOX.height) / 2;
  const box = (step: OutlineStep, x: number, y: number): GraphBox => ({ x, y, label: step.step, text: short(step), here: step.here });
  const left = shown.map((step, i) => box(step, 0, i * (BOX.height + BOX.gapY)));
  const right = chain.map((step, i) => box(step, (i + 1) * (BOX.width + BOX.gapX), middle));
  const end = ({ x, y }: GraphBox): [number, number] => [x + BOX.width, y + BOX.height / 2];
  const start = ({ x, y }: GraphBox): [number, number] => [x, y + BOX.height / 2];
  const [first] = right;
  const lines = [...(first ? left.map((one) => ({ from: end(one), to: start(first) })) : []), ...right.slice(1).map((one, i) => ({ from: end(right[i] as GraphBox), to: start(one) }))];
  return { width: (chain.length + 1) * (BOX.width + BOX.gapX) - BOX.gapX, height, boxes: [...left, ...right], lines };
}

/** Letters of the fixed-width face that fit a box beside its margins. */
const MOST_LETTERS = 23;

/** What fits a box; the whole of it stands in the outline. */
function short({ digest, text }: OutlineStep): string {
  if (text !== null) {
    const bare = text.replace(/^https?:\/\//, "");
    return bare.length > MOST_LETTERS ? `…${bare.slice(1 - MOST_LETTERS)}` : bare;
  }
  const hex = (digest ?? "").replace(/^sha256:/, "");
  return `${hex.slice(0, 8)}…${hex.slice(-8)}`;
}

const SPEAKING = new Set(["provenance", "attestation", "signature"]);
const LOUDEST: Record<string, number> = { invalid: 0, unknown: 1, unsigned: 2, verified: 3 };

/**
 * Statements and signatures about the digest, the loud ones first. The envelope around a statement and the document in
 * it share its verification: they are listed with the evidence, and once here.
 */
export function attestationsOf(evidence: EvidenceItem[]): EvidenceItem[] {
  return evidence
    .filter((item) => SPEAKING.has(item.kind))
    .toSorted((a, b) => (LOUDEST[a.verification.state] ?? 0) - (LOUDEST[b.verification.state] ?? 0));
}

/** Steps that ask the trust settings; the others ask the document alone. */
const ASKS_SETTINGS: ReadonlySet<string> = new Set(["trust-root", "signing-key", "issuer", "identity", "rule-predicate", "rule-image", "rule-period"]);

/**
 * Whether a rule of the settings would make the difference: it is signed, nothing is wrong with the document itself, and
 * what keeps it from being verified is that nobody is trusted to have signed it.
 */
export function signerUntrusted({ verification }: Pick<EvidenceItem, "verification">): boolean {
  if (verification.state === "verified" || verification.state === "unsigned") return false;
  const open = verification.checks.filter(({ required, ok }) => required && ok !== true);
  if (open.length === 0) return verification.state === "unknown";
  return open.some(({ id }) => ASKS_SETTINGS.has(id)) && !open.some(({ id, ok }) => ok === false && !ASKS_SETTINGS.has(id));
}
