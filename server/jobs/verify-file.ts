import type { CarrierKind, DetachedSignature, Verdict } from "../../domain/verification/model";
import type { TrustPolicy } from "../../domain/verification/policy-model";
import { remember } from "../../domain/model/remember";
import { readTrustRoot } from "../../domain/verification/trust-root";
import { PUBLIC_GOOD, verifyUnderRoots, type NamedRoot } from "../../domain/verification/verify-under-roots";
import { seedTrustRoot } from "../verification/seed-trust-root";

/** One document that carries signatures, and everything it is to be judged under. Plain values: it goes to a thread. */
export interface VerifyTask {
  bytes: Uint8Array;
  kind: CarrierKind;
  /** What a registry manifest says beside it, in the order of the manifests' digests; empty where none lists it. */
  beside: DetachedSignature[];
  /** Digests it is shown under, each with the lines it is shown in ("" = in none). */
  questions: { digest: string; image: string }[];
  policy: TrustPolicy;
  /** Imported roots; one called "public-good" stands in for the seeded one. */
  roots: { name: string; version: string; bytes: Uint8Array }[];
  /** ISO 8601 UTC. */
  now: string;
  /** Also asks every rule by itself, for whoever wants to know why each does not hold. */
  eachRule?: boolean;
}

export type AnsweredQuestion = VerifyTask["questions"][number] & {
  verdict: Verdict;
  /** What the verdict would be if only this rule stood, in the policy's order. */
  byRule?: { ruleId: string; verdict: Verdict }[];
};

/**
 * A verdict for each question. Where several manifests list the document, each with a signature beside it (as many
 * people signed one image), the best verdict stands: one signature that holds is enough, and its own checks are kept.
 */
export function verifyFile(task: VerifyTask): AnsweredQuestion[] {
  const roots = rootsOf(task);
  return task.questions.map((question) => {
    const verdict = answer(task, question, roots, task.policy);
    if (task.eachRule !== true) return { ...question, verdict };
    const byRule = task.policy.rules.map((rule) => ({ ruleId: rule.id, verdict: answer(task, question, roots, { ...task.policy, rules: [rule] }) }));
    return { ...question, verdict, byRule };
  });
}

function answer(task: VerifyTask, { digest, image }: VerifyTask["questions"][number], roots: NamedRoot[], policy: TrustPolicy): Verdict {
  const beside = task.beside.length === 0 ? [undefined] : task.beside;
  const verdicts = beside.map((detached) =>
    verifyUnderRoots({
      bytes: task.bytes, kind: task.kind, digest, policy, roots, now: task.now,
      ...(image === "" ? {} : { image }),
      ...(detached === undefined ? {} : { detached }),
    }));
  const [first] = verdicts;
  if (!first) throw new Error("no verdict was reached");
  return verdicts.find((one) => one.state === "verified") ?? first;
}

/** Reading a root costs as much as verifying a document under it, and the same few are asked for every document. */
const importedRoot = remember((base64: string) => readTrustRoot(Buffer.from(base64, "base64"), ""), 32);

/** A root that cannot be read is left out, so nothing is verified under it; importing refuses it in the first place. */
function rootsOf({ roots }: VerifyTask): NamedRoot[] {
  const imported = roots.flatMap(({ name, version, bytes }): NamedRoot[] => {
    const read = importedRoot(Buffer.from(bytes).toString("base64"));
    return read.ok ? [{ name, root: { ...read.value, version } }] : [];
  });
  if (roots.some(({ name }) => name === PUBLIC_GOOD)) return imported;
  const seed = seedTrustRoot();
  return seed.ok ? [{ name: PUBLIC_GOOD, root: seed.value }, ...imported] : imported;
}
