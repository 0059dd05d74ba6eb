import type { Problem } from "../../domain/model/problem";
import type { Ctx } from "../auth/principal";
import { rows } from "../store";
import { read, withPrefix } from "./read";

/** A digest whose evaluation was given up, and why. */
export interface GivenUp {
  digest: string;
  images: string[];
  attempts: number;
  problem: Problem;
}

/** Digests of the system whose evaluation was given up, by digest. */
export function givenUp(ctx: Ctx): Promise<GivenUp[]> {
  return read(ctx, async (tx) => {
    const found = await rows<Omit<GivenUp, "digest"> & { sha256: string }>(
      tx,
      `SELECT d.sha256, d.attempts, d.problem, coalesce((SELECT json_agg(i.name ORDER BY i.name) FROM image_digest l
         JOIN image i ON i.system_id = l.system_id AND i.id = l.image_id WHERE l.system_id = $1::uuid AND l.digest = d.sha256), '[]') AS images
       FROM digest d WHERE d.system_id = $1::uuid AND d.problem IS NOT NULL ORDER BY d.sha256`,
      ctx.systemId,
    );
    return found.map(({ sha256, ...row }) => ({ digest: withPrefix(sha256), ...row }));
  });
}
