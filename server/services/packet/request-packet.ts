import { fail, ok, type Result } from "../../../domain/model/problem";
import { clock } from "../../clock";
import { contentId, NO_LINE, rows, run, withSystem, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";

export interface PacketQuestion {
  /** 64 hex digits. */
  digest: string;
  /** Canonical name of the image line; absent = the first of the digest's lines. */
  image?: string | null;
  /** ISO 8601; absent = the as-of of the newest evaluation. */
  asOf?: string | null;
}

export interface RequestedPacket {
  id: string;
  state: "requested" | "building" | "ready" | "failed";
  asOf: string;
  problem: { code: string; detail: string } | null;
}

interface Target {
  imageId: string;
  evaluationId: string;
  asOf: string;
}

/**
 * Asks for the packet of a digest; the worker builds it. The same question again answers the same packet. Problems:
 * packet/no-digest, packet/no-line, packet/not-evaluated, packet/as-of (no instant, or in the future).
 */
export function requestPacket(ctx: SystemContext, question: PacketQuestion): Promise<Result<RequestedPacket>> {
  return withSystem(ctx, async (tx) => {
    const target = await targetOf(tx, ctx.systemId, question);
    if (!target.ok) return target;
    const { imageId, evaluationId, asOf } = target.value;
    const id = packetRowId(ctx.systemId, evaluationId);
    const at = clock.now();
    const made = await run(
      tx,
      `INSERT INTO packet (system_id, id, digest, image_id, as_of, evaluation_id, state, requested_by, requested_at)
       VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::timestamptz, $6::uuid, 'requested', $7::jsonb, $8::timestamptz) ON CONFLICT DO NOTHING`,
      ctx.systemId, id, question.digest, imageId, asOf, evaluationId, JSON.stringify(ctx.actor), at.toISOString(),
    );
    if (made > 0) {
      await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "packet.requested", object: `packet/${id}`, digest: question.digest, details: { asOf } });
    }
    const [row] = await rows<Pick<RequestedPacket, "state" | "problem">>(tx, `SELECT state, problem FROM packet WHERE system_id = $1::uuid AND id = $2::uuid`, ctx.systemId, id);
    return ok({ id, asOf, state: row?.state ?? "requested", problem: row?.problem ?? null });
  });
}

const packetRowId = (systemId: string, evaluationId: string): string => contentId("packet", systemId, evaluationId);

async function targetOf(tx: Tx, systemId: string, { digest, image, asOf }: PacketQuestion): Promise<Result<Target>> {
  const [known] = await rows<{ facts_revision: number }>(tx, `SELECT facts_revision FROM digest WHERE system_id = $1::uuid AND sha256 = $2 AND kind NOT IN ('artifact', 'config')`, systemId, digest);
  if (!known) return fail({ code: "packet/no-digest", detail: "This digest is not known." });
  const line = await lineOf(tx, systemId, digest, image ?? null);
  if (line === null) return fail({ code: "packet/no-line", detail: "The digest is not in this image line.", at: "image" });
  if (asOf) {
    const instant = Date.parse(asOf);
    if (Number.isNaN(instant) || instant > clock.now().getTime()) return fail({ code: "packet/as-of", detail: "The as-of is an instant that has passed.", at: "asOf" });
    const at = new Date(instant).toISOString();
    return ok({ imageId: line, asOf: at, evaluationId: contentId("evaluation", systemId, digest, line, at, "asked") });
  }
  const [newest] = await rows<{ id: string; as_of: Date }>(
    tx,
    `SELECT id, as_of FROM evaluation WHERE system_id = $1::uuid AND digest = $2 AND image_id = $3::uuid ORDER BY recorded_at DESC, facts_revision DESC, id LIMIT 1`,
    systemId, digest, line,
  );
  if (!newest) return fail({ code: "packet/not-evaluated", detail: "The digest has not been evaluated yet." });
  return ok({ imageId: line, asOf: newest.as_of.toISOString(), evaluationId: newest.id });
}

async function lineOf(tx: Tx, systemId: string, digest: string, image: string | null): Promise<string | null> {
  const [found] = await rows<{ id: string }>(
    tx,
    `SELECT i.id FROM image_digest l JOIN image i ON i.system_id = l.system_id AND i.id = l.image_id
     WHERE l.system_id = $1::uuid AND l.digest = $2 AND ($3::text IS NULL OR i.name = $3) ORDER BY i.name LIMIT 1`,
    systemId, digest, image,
  );
  return found?.id ?? (image === null ? NO_LINE : null);
}
