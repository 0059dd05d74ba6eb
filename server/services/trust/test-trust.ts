import type { TrustVerdict } from "../../../contracts/trust";
import { parseImageName } from "../../../domain/model/image-name";
import { fail, ok, type Problem, type Result } from "../../../domain/model/problem";
import { failingStep } from "../../../domain/verification/check-list";
import type { Check, Verdict } from "../../../domain/verification/model";
import { detachedOfAnnotations } from "../../../domain/verification/registry-layer";
import { policyOf, readTrustSettings, type TrustSettings } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import type { Parser } from "../../jobs/parse";
import type { ParsedDocument, ParseLimits } from "../../jobs/parsed-document";
import type { VerifyTask } from "../../jobs/verify-file";
import { loadTrust } from "../../queries/trust";
import { readSystem, sha256Hex, type SystemContext, type Tx } from "../../store";
import { besideOf, CARRIER_OF_ROOM, rootsUnder } from "../verification/signed-work";

export interface TrustQuestionAsked {
  bytes: Uint8Array;
  fileName: string;
  digest: string;
  image: string | null;
  annotations: Record<string, string> | null;
  /** Left out: the settings in force. */
  settings?: unknown;
}

type Signed = ParsedDocument & { bytes: Uint8Array; room: string };

/**
 * The verdict that ingest would reach about these bytes under this digest and image, and what each rule by itself would
 * say. Reading and judging happen in the reading thread; nothing is stored. Codes: trust/…, those of reading,
 * trust/nothing-signed.
 */
export async function testTrust(ctx: SystemContext, asked: TrustQuestionAsked, parser: Parser, limits: ParseLimits): Promise<Result<TrustVerdict, Problem[]>> {
  const tried = asked.settings === undefined ? null : readTrustSettings(asked.settings);
  if (tried !== null && !tried.ok) return { ok: false, problem: tried.problem.map((one) => ({ ...one, at: `/settings${one.at ?? ""}` })) };
  const image = asked.image === null || asked.image === "" ? null : parseImageName(asked.image);
  if (image !== null && !image.ok) return { ok: false, problem: [{ ...image.problem, at: "/image" }] };
  const signed = await signedIn(asked, parser, limits);
  if (!signed.ok) return { ok: false, problem: [signed.problem] };
  const document = signed.value;
  const now = clock.now().toISOString();
  const { task, settings } = await readSystem(ctx, (tx) => taskOf(tx, ctx.systemId, { document, asked, image: image?.value.name ?? "", tried: tried?.value ?? null, now }));
  const answered = await parser.verify(task);
  if (!answered.ok) return { ok: false, problem: [answered.problem] };
  const [first] = answered.value;
  if (first === undefined) throw new Error("no verdict was reached");
  const byRule = new Map((first.byRule ?? []).map(({ ruleId, verdict }) => [ruleId, verdict]));
  return ok({ room: document.room, path: document.path, ...shown(first.verdict), rules: settings.rules.map((rule) => ruleShown(rule, byRule.get(rule.id))) });
}

async function signedIn({ bytes, fileName }: TrustQuestionAsked, parser: Parser, limits: ParseLimits): Promise<Result<Signed>> {
  const read = await parser.parse({ pieces: [bytes], sizeBytes: bytes.byteLength, sha256: sha256Hex(bytes), fileName, limits });
  if (!read.ok) return read;
  const found = read.value.find(({ room, state }) => state === "read" && room !== null && CARRIER_OF_ROOM[room] !== undefined);
  const held = found?.path === "" ? bytes : found?.signedBytes;
  if (found !== undefined && found.room !== null && held !== undefined) return ok({ ...found, room: found.room, bytes: held });
  const refused = read.value.find(({ problem }) => problem !== null)?.problem;
  if (refused) return fail({ ...refused, at: `/document${refused.at ?? ""}` });
  const room = read.value.find((one) => one.room !== null)?.room ?? "no format that is known";
  return fail({ code: "trust/nothing-signed", detail: `Nothing in it carries a signature (it is ${room}). A bundle, an envelope or cosign's payload does.`, at: "/document" });
}

async function taskOf(
  tx: Tx, systemId: string,
  { document, asked, image, tried, now }: { document: Signed; asked: TrustQuestionAsked; image: string; tried: TrustSettings | null; now: string },
): Promise<{ task: VerifyTask; settings: TrustSettings }> {
  const trust = await loadTrust(tx, systemId, now);
  const settings = tried ?? trust.settings;
  const kind = CARRIER_OF_ROOM[document.room];
  if (kind === undefined) throw new Error("a document without signatures was to be judged");
  return {
    settings,
    task: {
      bytes: document.bytes, kind, now, eachRule: true,
      beside: asked.annotations === null ? await besideOf(tx, systemId, document.sha256) : [detachedOfAnnotations(asked.annotations)],
      questions: [{ digest: asked.digest.replace(/^sha256:/, ""), image }],
      policy: policyOf(settings, tried === null ? trust.id : "as proposed"),
      roots: await rootsUnder(tx, systemId, settings),
    },
  };
}

function shown(verdict: Verdict): Omit<TrustVerdict, "room" | "path" | "rules"> {
  const { state, checks, policyId, ruleId, trustRootVersion, at, signer, issuer, signedAt, predicateType } = verdict;
  return { state, steps: checks, policy: policyId, rule: ruleId, root: trustRootVersion, at, signer, issuer, signedAt, predicateType, says: says(verdict) };
}

const STATES: Record<Verdict["state"], string> = {
  verified: "It would be verified", invalid: "It would fail verification", unsigned: "It would be shown as unsigned", unknown: "It would not be verified",
};

function says({ state, checks, ruleId }: Verdict): string {
  if (state === "verified") return `${STATES.verified}, by the rule ${ruleId ?? "of nobody"}.`;
  const step = failingStep(checks);
  return step === null ? `${STATES[state]}.` : `${STATES[state]}: ${lower(step.name)} does not hold${step.ok === null ? " yet" : ""}.`;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

type Rule = TrustSettings["rules"][number];

function ruleShown(rule: Rule, verdict: Verdict | undefined): TrustVerdict["rules"][number] {
  const steps = verdict?.checks ?? [];
  const holds = verdict?.state === "verified";
  return { id: rule.id, name: rule.name, holds, why: holds ? "" : whyNot(rule, steps), steps };
}

/** Steps that say which kind of signer the document shows, when a rule is about the other kind. */
function whyNot({ signer }: Rule, steps: readonly Check[]): string {
  const foreign = signer.type === "key" ? steps.find(({ id }) => id === "identity") : steps.find(({ id, ok: held }) => id === "signing-key" && held === null);
  if (foreign !== undefined) return signer.type === "key" ? "It is about a key, and the document was signed by an identity with a certificate." : "It is about an identity, and the document carries no certificate: a key signed it.";
  const step = failingStep(steps);
  if (step === null) return "No step of it was reached.";
  return `${step.name}: expected ${step.expected}, got ${step.got}.`;
}
