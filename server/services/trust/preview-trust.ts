import type { TrustAhead } from "../../../contracts/trust";
import { failingStep } from "../../../domain/verification/check-list";
import { policyOf, readTrustSettings, type TrustSettings } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import type { Parser } from "../../jobs/parse";
import type { AnsweredQuestion, VerifyTask } from "../../jobs/verify-file";
import { keyNames } from "../../queries/key-names";
import { imageIdOf, NO_LINE, readSystem, rows, type SystemContext, type Tx } from "../../store";
import { loadSignedWork, rootsUnder } from "../verification/signed-work";
import { missingRoots } from "./missing-roots";

/** Of signed documents and of their bytes: looking ahead is for people who wait for it. */
const MOST = 200;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MS = 15_000;
const MOST_EXAMPLES = 20;

type Example = NonNullable<TrustAhead["looked"]>["examples"][number];

interface Listed {
  id: string;
  file: string;
}

/**
 * Everything wrong with proposed settings; where nothing is, what signed documents would become, judged by the proposal
 * in the reading thread: the newest of them, up to limits of number, bytes and time, which the answer states. Without a
 * parser nothing is judged. Nothing is stored.
 */
export async function previewTrust(ctx: SystemContext, value: unknown, parser: Pick<Parser, "verify"> | null): Promise<TrustAhead> {
  const read = readTrustSettings(value);
  if (!read.ok) return { problems: read.problem, keys: {}, looked: null };
  const settings = read.value;
  const now = clock.now().toISOString();
  const { missing, list, of, roots } = await readSystem(ctx, async (tx) => ({
    missing: await missingRoots(tx, ctx.systemId, settings), ...(await listed(tx, ctx.systemId)), roots: await rootsUnder(tx, ctx.systemId, settings),
  }));
  const keys = keyNames(settings);
  if (missing.length > 0 || parser === null) return { problems: missing, keys, looked: null };
  return { problems: [], keys, looked: await look(ctx, { list, of, settings, roots, now, parser }) };
}

interface Looking {
  list: Listed[];
  of: number;
  settings: TrustSettings;
  roots: VerifyTask["roots"];
  now: string;
  parser: Pick<Parser, "verify">;
}

async function look(ctx: SystemContext, { list, of, settings, roots, now, parser }: Looking): Promise<NonNullable<TrustAhead["looked"]>> {
  const policy = policyOf(settings, "as proposed");
  // Counted from the first answer: that a thread has to start says nothing about the documents.
  let until = Infinity;
  const sums = { documents: 0, gain: 0, lose: 0 };
  const examples: Example[] = [];
  let bytes = 0;
  for (const { id, file } of list) {
    if (performance.now() > until || bytes > MOST_BYTES) break;
    const { work, held } = await readSystem(ctx, async (tx) => ({ work: await loadSignedWork(tx, ctx.systemId, id), held: await heldStates(tx, ctx.systemId, id) }));
    sums.documents += 1;
    if (!work?.asked) continue;
    bytes += work.asked.bytes.byteLength;
    const answered = await parser.verify({ ...work.asked, policy, roots, now });
    until = Math.min(until, performance.now() + MOST_MS);
    if (!answered.ok) continue;
    const changed = answered.value.flatMap((one) => changeOf(ctx.systemId, file, one, held));
    if (changed.some(({ becomes }) => becomes === "verified")) sums.gain += 1;
    if (changed.some(({ was }) => was === "verified")) sums.lose += 1;
    examples.push(...changed);
  }
  return { ...sums, of, examples: examples.slice(0, MOST_EXAMPLES), says: says({ ...sums, of }) };
}

function says({ documents, of, gain, lose }: { documents: number; of: number; gain: number; lose: number }): string {
  const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
  const looked = documents < of ? ` The newest ${documents} of ${of} signed documents were judged.` : ` All ${count(of, "signed document was", "signed documents were")} judged.`;
  return `${count(gain, "document", "documents")} would become verified, ${lose} would no longer be.${looked}`;
}

async function listed(tx: Tx, systemId: string): Promise<{ list: Listed[]; of: number }> {
  const list = await rows<Listed>(
    tx,
    `SELECT s.document_id::text AS id, u.file_name AS file FROM signed_document s JOIN document d ON d.system_id = s.system_id AND d.id = s.document_id
     JOIN submission u ON u.system_id = d.system_id AND u.id = d.submission_id
     WHERE s.system_id = $1::uuid ORDER BY d.recorded_at DESC, d.id LIMIT ${MOST}`,
    systemId,
  );
  const [counted] = await rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM signed_document WHERE system_id = $1::uuid`, systemId);
  return { list, of: counted?.n ?? 0 };
}

async function heldStates(tx: Tx, systemId: string, documentId: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ digest: string; image_id: string; state: string }>(
    tx,
    `SELECT DISTINCT ON (digest, image_id) digest, image_id::text AS image_id, state FROM verification
     WHERE system_id = $1::uuid AND document_id = $2::uuid ORDER BY digest, image_id, generation DESC`,
    systemId, documentId,
  );
  return new Map(found.map(({ digest, image_id, state }) => [`${digest} ${image_id}`, state]));
}

/** Whether this answer is verified where the verdict in force is not, or the other way round. */
function changeOf(systemId: string, file: string, { digest, image, verdict }: AnsweredQuestion, held: ReadonlyMap<string, string>): Example[] {
  const was = held.get(`${digest} ${image === "" ? NO_LINE : imageIdOf(systemId, image)}`) ?? "unknown";
  if ((was === "verified") === (verdict.state === "verified")) return [];
  const step = failingStep(verdict.checks);
  const why = verdict.state === "verified" ? `by the rule ${verdict.ruleId ?? ""}` : step === null ? "" : `${step.name}: expected ${step.expected}, got ${step.got}`;
  return [{ file, digest: `sha256:${digest}`, was, becomes: verdict.state, why }];
}
