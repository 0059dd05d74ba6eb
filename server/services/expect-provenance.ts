import { parseImageName } from "../../domain/model/image-name";
import { fail, ok, type Result } from "../../domain/model/problem";
import { rows, run, type Actor, type Tx } from "../store";
import { writeAudit } from "./audit";
import { ensureImage } from "./store-image";
import { touchDigests } from "./touch-digests";

/** What is expected of every build of a line; null expects nothing. */
export interface ExpectedProvenance {
  sourceRepository: string | null;
  builderId: string | null;
  /** Branch or tag: `*` is anything but "/", `**` anything. */
  ref: string | null;
  workflow: string | null;
}

const MAX: Record<keyof ExpectedProvenance, number> = { sourceRepository: 1024, builderId: 1024, ref: 512, workflow: 1024 };
// oxlint-disable-next-line no-control-regex -- what is refused are control characters
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Records a new version of what is expected of an image line's builds and has all its digests evaluated again. Versions
 * stay; saying the same again records nothing. Codes: expect/too-long, /characters, image codes.
 */
export async function expectProvenance(tx: Tx, context: { systemId: string; actor: Actor; at: Date }, image: string, expected: ExpectedProvenance): Promise<Result<{ image: string; version: number; changed: boolean }>> {
  const name = parseImageName(image);
  if (!name.ok) return name;
  for (const [field, max] of Object.entries(MAX) as [keyof ExpectedProvenance, number][]) {
    const text = expected[field];
    if (text === null) continue;
    if (text.length > max) return fail({ code: "expect/too-long", detail: `${field} is longer than accepted`, limit: { name: `characters in ${field}`, max, got: text.length } });
    if (CONTROL.test(text)) return fail({ code: "expect/characters", detail: `${field} holds control characters`, at: `/${field}` });
  }
  const { systemId, actor, at } = context;
  const imageId = await ensureImage(tx, systemId, name.value.name, at);
  await run(tx, `SELECT id FROM image WHERE system_id = $1::uuid AND id = $2::uuid FOR UPDATE`, systemId, imageId);
  const [last] = await rows<{ version: number } & ExpectedProvenance>(
    tx,
    `SELECT version, source_repository AS "sourceRepository", builder_id AS "builderId", ref, workflow FROM provenance_expectation
     WHERE system_id = $1::uuid AND image_id = $2::uuid ORDER BY version DESC LIMIT 1`,
    systemId, imageId,
  );
  const same = last !== undefined && (Object.keys(MAX) as (keyof ExpectedProvenance)[]).every((field) => last[field] === expected[field]);
  if (same) return ok({ image: name.value.name, version: last.version, changed: false });
  const version = (last?.version ?? 0) + 1;
  await run(
    tx,
    `INSERT INTO provenance_expectation (system_id, image_id, version, source_repository, builder_id, ref, workflow, author, recorded_at)
     VALUES ($1::uuid, $2::uuid, $3::int, $4, $5, $6, $7, $8, $9::timestamptz)`,
    systemId, imageId, version, expected.sourceRepository, expected.builderId, expected.ref, expected.workflow, actor.name, at.toISOString(),
  );
  const digests = await rows<{ digest: string }>(tx, `SELECT digest FROM image_digest WHERE system_id = $1::uuid AND image_id = $2::uuid`, systemId, imageId);
  await touchDigests(tx, systemId, digests.map((row) => row.digest));
  await writeAudit(tx, { systemId, at, actor, action: "image.provenance-expected", object: `image/${name.value.name}`, details: { version, ...expected } });
  return ok({ image: name.value.name, version, changed: true });
}
