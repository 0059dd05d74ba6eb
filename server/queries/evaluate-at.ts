import { evaluateDigest } from "../../domain/evaluation/evaluate-digest";
import type { DigestEvaluation, DigestFacts } from "../../domain/model/evaluation";
import { loadDigestFacts } from "./load-digest-facts";
import { NO_LINE, rows, type Tx } from "../store";

export interface Evaluated {
  facts: DigestFacts;
  evaluation: DigestEvaluation;
}

/**
 * Evaluates a digest in a line as of an instant. The platforms of an index are evaluated from their own facts at the
 * same instant, so that the answer never depends on which of them was evaluated before. `given` changes the facts of each
 * first, for the question what would be.
 */
export async function evaluateAt(tx: Tx, systemId: string, digest: string, imageId: string, asOf: string, given = (facts: DigestFacts): DigestFacts => facts): Promise<Evaluated | null> {
  const line = imageId === NO_LINE ? null : imageId;
  const loaded = await loadDigestFacts(tx, { systemId, digest, imageId: line, asOf });
  if (loaded === null) return null;
  const facts = given(loaded);
  if (facts.kind !== "index") return { facts, evaluation: evaluateDigest(facts) };
  const platforms = [];
  for (const platform of facts.platforms) {
    const own = await loadDigestFacts(tx, { systemId, digest: platform.digest, imageId: line, asOf });
    const held = own !== null && own.kind === "manifest" && own.evidence.length > 0;
    platforms.push({ digest: platform.digest, evaluation: held ? evaluateDigest(given(own)) : null });
  }
  return { facts, evaluation: evaluateDigest(facts, platforms) };
}

/** The lines of a digest by name; a digest in no line is evaluated once, outside of any. */
export async function linesOf(tx: Tx, systemId: string, digest: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `SELECT i.id FROM image_digest l JOIN image i ON i.system_id = l.system_id AND i.id = l.image_id
     WHERE l.system_id = $1::uuid AND l.digest = $2 ORDER BY i.name`,
    systemId, digest,
  );
  return found.length === 0 ? [NO_LINE] : found.map((row) => row.id);
}
