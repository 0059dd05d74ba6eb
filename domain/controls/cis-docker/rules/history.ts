import { counted } from "../../../evaluation/words";
import { isRun } from "../../../shape/config-signs";
import { provenProvenance } from "../../basis/provenance-points";
import { standingOf } from "../../basis/standing";
import { asks, lacks, remarks, spares, supports, violates, type ControlContext, type Point, type Rule } from "../../control";

interface Step {
  text: string;
  at: string;
  emptyLayer: boolean;
}

const MANAGER = /\b(?:apt-get|apt|apk|yum|dnf|microdnf|zypper)\b/;
const REFRESH = /\b(?:apt-get|apt|apk|yum|dnf|microdnf|zypper)\s+(?:-\S+\s+){0,8}(?:update|check-update|makecache|refresh)\b/;
const INSTALL = /\b(?:install|upgrade|dist-upgrade|full-upgrade|add)\b/;
const UNCHECKED: readonly [RegExp, string][] = [
  [/trusted=yes/, "an apt source marked trusted=yes"],
  [/--allow-unauthenticated\b/, "--allow-unauthenticated"],
  [/--allow-untrusted\b/, "--allow-untrusted"],
  [/--no(?:signature|gpgcheck)\b/, "a package installed without its signature checked"],
  [/\bgpgcheck=0\b/, "gpgcheck=0"],
  [/\b(?:curl|wget)\b[^|;&]{0,500}\|\s{0,8}(?:sudo\s+)?(?:ba|da)?sh\b/, "a download piped into a shell"],
  [/--trusted-host\b/, "--trusted-host"],
  [/strict-ssl\s{0,8}(?:=\s{0,8})?false/, "strict-ssl false"],
];

function steps({ facts }: ControlContext): { evidence: string; all: Step[] } | null {
  const config = facts.config;
  if (config === null) return null;
  const all = config.history.map((one, i) => ({ text: (one.createdBy ?? "").slice(0, 16_384), at: `${config.evidence}#/history/${i}`, emptyLayer: one.emptyLayer }));
  return { evidence: config.evidence, all };
}

const noHistory = (): Point[] => [lacks("The build steps", "Neither a build definition nor a build history was received", ["build_source", "image_config"])];

/** One layer or none tells nothing about the steps that made it. */
function isSquashed(all: Step[]): boolean {
  return all.filter((one) => !one.emptyLayer).length <= 1;
}

/** A step whose record is empty or names a shell alone, as buildah and `docker commit` leave it: what it did is not said. */
const isMute = ({ text, emptyLayer }: Step): boolean => !emptyLayer && /^(?:(?:\/usr)?\/bin\/(?:ba|da|a)?sh(?:\s+-c)?)?$/.test(text.trim());

/** The question where steps tell nothing: that none is seen to break the rule says nothing about those. */
function mutePoints(looked: string, mute: Step[], total: number): Point[] {
  if (mute.length === 0) return [];
  const found = `${mute.length} of ${total} recorded ${total === 1 ? "step does" : "steps do"} not say what ${mute.length === 1 ? "it" : "they"} did`;
  return [asks(looked, found, ["build_source"], mute.map((one) => one.at).slice(0, 20), "The build history does not say what its steps did")];
}

/** 4.7: a step that refreshes the package index and installs nothing serves an old index from the cache. */
export const refresh: Rule = (context) => {
  const history = steps(context);
  if (history === null || history.all.every((one) => one.text === "")) return noHistory();
  const runs = history.all.filter((one) => isRun(one.text) && MANAGER.test(one.text));
  const bad = runs.filter((one) => REFRESH.test(one.text) && !INSTALL.test(one.text));
  const looked = "No step that only refreshes the package index";
  if (bad.length > 0) return [violates(looked, bad[0]?.text.slice(0, 160) ?? "", bad.map((one) => one.at), "A build step refreshes the package index and installs nothing")];
  if (!standingOf(context.index, history.evidence).counts) return [lacks(looked, "The image configuration may not count", ["image_manifest"], [history.evidence])];
  if (isSquashed(history.all)) return [asks(looked, "The history shows at most one layer, so it does not show the steps", ["build_source"], [`${history.evidence}#/history`], "The build history is squashed into one layer and shows no steps")];
  const mute = mutePoints(looked, history.all.filter(isMute), history.all.length);
  if (mute.length > 0) return mute;
  if (runs.length === 0) return [spares("A step that runs a package manager", `None in ${history.all.length} recorded steps`, [`${history.evidence}#/history`], "No recorded build step runs a package manager")];
  return [supports(looked, `${runs.length} ${runs.length === 1 ? "step runs" : "steps run"} a package manager, each with its install (read from the history: heuristic)`, runs.map((one) => one.at), "Every recorded refresh of the package index is followed by an install in the same step")];
};

/** 4.9: the oldest layer is the root filesystem of a base and begins with ADD by nature. */
export const add: Rule = (context) => {
  const history = steps(context);
  if (history === null || history.all.every((one) => one.text === "")) return noHistory();
  const first = history.all.findIndex((one) => !one.emptyLayer);
  const adds = history.all.filter((one, i) => i !== first && /^(?:\/bin\/sh -c #\(nop\)\s+)?ADD\s/.test(one.text));
  const looked = "No ADD after the root filesystem";
  if (adds.length > 0) return [asks(looked, `${adds.length} later ${adds.length === 1 ? "step uses" : "steps use"} ADD; which of them belong to the base is not known`, ["build_source", "base_lineage"], adds.map((one) => one.at), "Build steps use ADD, and it is not known which of them belong to the base")];
  if (!standingOf(context.index, history.evidence).counts) return [lacks(looked, "The image configuration may not count", ["image_manifest"], [history.evidence])];
  if (isSquashed(history.all)) return [asks(looked, "The history shows at most one layer, so it does not show the steps", ["build_source"], [`${history.evidence}#/history`], "The build history is squashed into one layer and shows no steps")];
  const mute = mutePoints(looked, history.all.filter((one, i) => i !== first && isMute(one)), history.all.length);
  if (mute.length > 0) return mute;
  return [supports(looked, `None in ${history.all.length} recorded steps (read from the history: heuristic)`, [`${history.evidence}#/history`], "No recorded build step uses ADD after the root filesystem")];
};

/** 4.11: a step that switches the check off is a violation; that every package was checked needs the build itself. */
export const authenticity: Rule = (context) => {
  const points: Point[] = [];
  for (const step of steps(context)?.all ?? []) {
    if (!isRun(step.text)) continue;
    for (const [pattern, words] of UNCHECKED) if (pattern.test(step.text)) points.push(violates("No step that switches the check off", words, [step.at], `A build step uses ${words}`));
  }
  for (const record of context.facts.attestations) {
    const plain = record.materials.filter((one) => one.uri.startsWith("http://"));
    const bound = context.index.get(record.evidence)?.binding;
    if (plain.length > 0 && bound !== "conflict" && bound !== "pending" && record.state !== "invalid") points.push(violates("No source without transport security", plain[0]?.uri.slice(0, 160) ?? "", [record.evidence], "A build input came over an unprotected connection"));
  }
  points.push(...inputPoints(context));
  return points;
};

/** Verified provenance lists what went in, with or without a hash; how a step checked what it fetched, it does not show. */
function inputPoints(context: ControlContext): Point[] {
  const looked = "How every package was checked";
  const listing = provenProvenance(context).filter((one) => one.materials.length > 0);
  const [first] = listing;
  if (first === undefined) return [lacks(looked, "No verified build record that lists inputs with hashes was received", ["provenance", "build_source"])];
  const bare = first.materials.filter((one) => one.digest === null);
  const known = `${counted(first.materials.length, "input")} by verified provenance of ${first.builderId ?? "a builder it does not name"}`;
  const inputs = bare.length === 0 ? remarks("Build inputs with hashes", `${known}, each with a hash`, [first.evidence]) : asks("Build inputs with hashes", `${known}, ${bare.length} without a hash: ${bare[0]?.uri.slice(0, 160) ?? ""}`, ["control_statement"], [first.evidence], "Some build inputs have no hash in the provenance");
  return [inputs, lacks(looked, "Provenance lists what went in; it does not show how a build step checked what it fetched", ["build_source"], [first.evidence], "The inputs of the build are listed by verified provenance, and how packages were checked is not shown")];
}
