import type { ExpectationDetail } from "../../contracts/expectation";
import type { ExpectedProvenance } from "../../domain/provenance/model";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { lineName } from "./line-name";
import { iso, read } from "./read";

const MOST_VERSIONS = 50;
const NOTHING: ExpectedProvenance = { sourceRepository: null, builderId: null, ref: null, workflow: null, minimumLevel: null };

/** What is expected of the builds of a line, and every earlier version. Null when the line is not known. */
export const expectationOf = (ctx: Ctx, image: string): Promise<ExpectationDetail | null> =>
  read(ctx, async (tx) => {
    const name = lineName(image);
    const [line] = await rows<{ id: string }>(tx, `SELECT id FROM image WHERE system_id = $1::uuid AND name = $2`, ctx.systemId, name);
    return line ? expectationVersions(tx, ctx.systemId, { id: line.id, name }) : null;
  });

export async function expectationVersions(tx: Tx, systemId: string, image: { id: string; name: string }): Promise<ExpectationDetail> {
  const found = await rows<ExpectedProvenance & { version: number; author: string; recorded_at: Date }>(
    tx,
    `SELECT version, source_repository AS "sourceRepository", builder_id AS "builderId", ref, workflow, minimum_level AS "minimumLevel", author, recorded_at
     FROM provenance_expectation WHERE system_id = $1::uuid AND image_id = $2::uuid ORDER BY version DESC LIMIT ${MOST_VERSIONS}`,
    systemId, image.id,
  );
  const history = found.map(({ version, author, recorded_at, ...expected }) => ({ version, expected, author, recordedAt: iso(recorded_at) }));
  return { image: image.name, version: history[0]?.version ?? 0, expected: history[0]?.expected ?? NOTHING, history };
}
