import type { SlsaCase } from "./slsa-case";

interface Explained {
  group: string;
  name: RegExp;
  step: RegExp;
  why: string;
}

/** Differences that are meant. In each we refuse what slsa-verifier accepts; the other way round nothing can be explained. */
const EXPLAINED: readonly Explained[] = [
  {
    group: "Google Cloud Build",
    name: /: source and builder$/,
    step: /^signature$/,
    why: "Google signed the payload itself and not DSSE's pre-authentication encoding: such a signature says nothing about the payload's type",
  },
  {
    group: "Google Cloud Build",
    name: /: source and builder$/,
    step: /^gcb-provenance\/key$/,
    why: "one signature holds, and another beside it names no key of the builder: a warning with us, which counts as refused here",
  },
];

/** Why a difference is meant, null where nobody has said so, and always where we verify what slsa-verifier refuses. */
export function explainSlsa({ group, name, ours, step }: SlsaCase): string | null {
  if (ours) return null;
  return EXPLAINED.find((one) => one.group === group && one.name.test(name) && one.step.test(step ?? ""))?.why ?? null;
}
