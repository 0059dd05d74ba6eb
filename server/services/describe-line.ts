import { parseImageName } from "../../domain/model/image-name";
import { ok, type Result } from "../../domain/model/problem";
import { rows, run, type Actor, type Tx } from "../store";
import { writeAudit } from "./audit";
import { ensureImage } from "./store-image";
import { touchDigests } from "./touch-digests";

/** What people decide about an image line. `undefined` leaves a field as it is, `null` empties it. */
export interface LineDescription {
  ownerTeam?: string | null;
  ownerPerson?: string | null;
  ownerContact?: string | null;
  criticality?: string | null;
  exposure?: "internet-reachable" | "internal" | "unknown";
}

const COLUMNS: Record<keyof LineDescription, string> = {
  ownerTeam: "owner_team",
  ownerPerson: "owner_person",
  ownerContact: "owner_contact",
  criticality: "criticality",
  exposure: "exposure",
};

/**
 * Names the owner, criticality and exposure of an image line, and has its digests evaluated again: all of them show
 * who owns the next rebuild. Saying the same again changes nothing and leaves no audit row.
 */
export async function describeLine(
  tx: Tx,
  context: { systemId: string; actor: Actor; at: Date },
  image: string,
  description: LineDescription,
): Promise<Result<{ image: string; changed: boolean }>> {
  const name = parseImageName(image);
  if (!name.ok) return name;
  const { systemId, actor, at } = context;
  const imageId = await ensureImage(tx, systemId, name.value.name, at);
  const fields = Object.entries(description).filter(([, value]) => value !== undefined) as [keyof LineDescription, string | null][];
  if (fields.length === 0) return ok({ image: name.value.name, changed: false });
  const sets = fields.map(([field], i) => `${COLUMNS[field]} = $${i + 3}`).join(", ");
  const differs = fields.map(([field], i) => `${COLUMNS[field]} IS DISTINCT FROM $${i + 3}`).join(" OR ");
  const changed = await run(
    tx,
    `UPDATE image SET ${sets} WHERE system_id = $1::uuid AND id = $2::uuid AND (${differs})`,
    systemId, imageId, ...fields.map(([, value]) => value),
  );
  if (changed === 0) return ok({ image: name.value.name, changed: false });
  const digests = await rows<{ digest: string }>(
    tx,
    `SELECT digest FROM image_digest WHERE system_id = $1::uuid AND image_id = $2::uuid`,
    systemId, imageId,
  );
  await touchDigests(tx, systemId, digests.map((row) => row.digest));
  await writeAudit(tx, {
    systemId, at, actor, action: "image.described", object: `image/${name.value.name}`, details: { ...description },
  });
  return ok({ image: name.value.name, changed: true });
}
