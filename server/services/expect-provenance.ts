import { parseImageName } from "../../domain/model/image-name";
import { fail, ok, type Problem, type Result } from "../../domain/model/problem";
import { normalRepository } from "../../domain/provenance/expectations";
import type { ExpectedProvenance } from "../../domain/provenance/model";
import { clock } from "../clock";
import { rows, run, withSystem, type Actor, type SystemContext, type Tx } from "../store";
import { writeAudit } from "./audit";
import { ensureImage } from "./store-image";
import { touchDigests } from "./touch-digests";

const MAX = { sourceRepository: 1024, builderId: 1024, ref: 512, workflow: 1024 } as const;
const FIELDS = ["sourceRepository", "builderId", "ref", "workflow", "minimumLevel"] as const satisfies readonly (keyof ExpectedProvenance)[];
// oxlint-disable-next-line no-control-regex -- what is refused are control characters
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What is wrong with an expectation, in the order of its fields. Codes: expect/too-long, /characters, /empty, /repository, /level. */
export function expectationProblems(expected: ExpectedProvenance): Problem[] {
  const problems = (Object.entries(MAX) as [keyof typeof MAX, number][]).flatMap(([field, max]): Problem[] => {
    const text = expected[field];
    const at = `/${field}`;
    if (text === null) return [];
    if (text.trim() === "") return [{ code: "expect/empty", detail: `${field} is empty: leave it out to expect nothing of it`, at }];
    if (text.length > max) return [{ code: "expect/too-long", detail: `${field} is longer than accepted`, at, limit: { name: `characters in ${field}`, max, got: text.length } }];
    if (CONTROL.test(text) || !text.isWellFormed()) return [{ code: "expect/characters", detail: `${field} holds control characters, or half of a character`, at }];
    if (field === "sourceRepository" && !/^[^/\s]+\/[^\s]+$/.test(normalRepository(text))) return [{ code: "expect/repository", detail: "A source repository is a host and a path, such as https://github.com/example/app", at }];
    return [];
  });
  const level = expected.minimumLevel;
  if (level !== null && ![1, 2, 3].includes(level)) problems.push({ code: "expect/level", detail: "A SLSA build level is 1, 2 or 3", at: "/minimumLevel" });
  return problems;
}

export interface Expected {
  image: string;
  version: number;
  changed: boolean;
  /** Digests of the line that are evaluated again. */
  digests: number;
}

/**
 * Records a new version of what is expected of an image line's builds and has all its digests evaluated again. Versions
 * stay; saying the same again records nothing, so that a lost answer may be asked again. With `baseVersion` it is refused when somebody else has written since
 * (0 = nobody had). Codes: those of expectationProblems, expect/changed-meanwhile, image codes.
 */
export async function expectProvenance(
  tx: Tx,
  context: { systemId: string; actor: Actor; at: Date; baseVersion?: number },
  image: string,
  expected: ExpectedProvenance,
): Promise<Result<Expected>> {
  const name = parseImageName(image);
  if (!name.ok) return name;
  const [problem] = expectationProblems(expected);
  if (problem) return fail(problem);
  const { systemId, actor, at, baseVersion } = context;
  const imageId = await ensureImage(tx, systemId, name.value.name, at);
  await run(tx, `SELECT id FROM image WHERE system_id = $1::uuid AND id = $2::uuid FOR UPDATE`, systemId, imageId);
  const [last] = await rows<{ version: number } & ExpectedProvenance>(
    tx,
    `SELECT version, source_repository AS "sourceRepository", builder_id AS "builderId", ref, workflow, minimum_level AS "minimumLevel"
     FROM provenance_expectation WHERE system_id = $1::uuid AND image_id = $2::uuid ORDER BY version DESC LIMIT 1`,
    systemId, imageId,
  );
  const held = last?.version ?? 0;
  const before: ExpectedProvenance = last ?? { sourceRepository: null, builderId: null, ref: null, workflow: null, minimumLevel: null };
  if (FIELDS.every((field) => before[field] === expected[field])) return ok({ image: name.value.name, version: held, changed: false, digests: 0 });
  if (baseVersion !== undefined && baseVersion !== held) {
    return fail({ code: "expect/changed-meanwhile", detail: `What is expected is at version ${held} by now; this was written against version ${baseVersion}.`, at: "/baseVersion" });
  }
  const version = held + 1;
  await run(
    tx,
    `INSERT INTO provenance_expectation (system_id, image_id, version, source_repository, builder_id, ref, workflow, minimum_level, author, recorded_at)
     VALUES ($1::uuid, $2::uuid, $3::int, $4, $5, $6, $7, $8::smallint, $9, $10::timestamptz)`,
    systemId, imageId, version, expected.sourceRepository, expected.builderId, expected.ref, expected.workflow, expected.minimumLevel, actor.name, at.toISOString(),
  );
  const digests = await rows<{ digest: string }>(tx, `SELECT digest FROM image_digest WHERE system_id = $1::uuid AND image_id = $2::uuid`, systemId, imageId);
  await touchDigests(tx, systemId, digests.map((row) => row.digest));
  await writeAudit(tx, { systemId, at, actor, action: "image.provenance-expected", object: `image/${name.value.name}`, details: { version, ...expected } });
  return ok({ image: name.value.name, version, changed: true, digests: digests.length });
}

/** The same in a transaction of its own, now. */
export const expectOfLine = (ctx: SystemContext, { image, expected, baseVersion }: { image: string; expected: ExpectedProvenance; baseVersion?: number }): Promise<Result<Expected>> =>
  withSystem(ctx, (tx) => expectProvenance(tx, { systemId: ctx.systemId, actor: ctx.actor, at: clock.now(), ...(baseVersion === undefined ? {} : { baseVersion }) }, image, expected));
