import type { DetectionFact, VexFacts } from "../../model/document";
import type { Result } from "../../model/problem";
import { ok } from "../../model/problem";
import type { RawDocument } from "../room";
import type { Notes } from "../shared/reading";
import type { Creation } from "./creation";
import { readFindings } from "./findings";
import { readFlaws } from "./flaws";
import type { Element, Graph } from "./graph";
import { isStatement, readStatements } from "./statements";

/** What the security profile says: statements, and flaws of packages that no statement decides. */
export interface Security {
  /** Null where the document has no statement at all. */
  vex: VexFacts | null;
  detections: DetectionFact[];
  flaws: number;
}

/** Classes of the security profile; its examples leave the prefix away. */
export function isSecurity(type: string): boolean {
  return /^security_|VulnAssessmentRelationship$/.test(type) || type === "Vulnerability";
}

/**
 * VEX and vulnerabilities of SPDX 3.0 (Security profile). A document in which a key occurs twice is read as an
 * inventory and not as VEX: signer and reader could see different statements. Codes: spdx3/too-many.
 */
export function readSecurity(graph: Graph, document: { id: string | null; creation: Creation }, { limits, duplicateKeys }: Pick<RawDocument, "limits" | "duplicateKeys">, notes: Notes): Result<Security> {
  const said = graph.elements.filter(({ type }) => isSecurity(type));
  if (said.length === 0) return ok({ vex: null, detections: [], flaws: 0 });
  const flaws = readFlaws(graph, notes);
  const statements = said.filter(({ type }) => isStatement(type));
  const isAmbiguous = duplicateKeys.length > 0 && statements.length > 0;
  if (isAmbiguous) notes.add("ignored", "spdx3/vex-duplicate-keys", "a key occurs twice in the document: no statement of it is read", duplicateKeys[0]);
  const read = readStatements(isAmbiguous ? [] : statements, graph, flaws, document.creation, limits.maxFindings, notes);
  if (!read.ok) return read;
  const detections = readFindings(graph, flaws, read.value.decided, limits.maxFindings, notes);
  if (!detections.ok) return detections;
  noteRest(said, notes);
  const vex = statements.length === 0 ? null : { id: document.id, author: document.creation.author, role: null, version: null, statements: read.value.statements };
  return ok({ vex, detections: detections.value, flaws: flaws.size });
}

/** EPSS, exploit catalogues and SSVC change with the day: what a document repeats of them decides nothing here. */
function noteRest(said: readonly Element[], notes: Notes): void {
  for (const { type, at } of said) {
    if (/(?:Epss|ExploitCatalog|Ssvc)VulnAssessmentRelationship$/.test(type)) notes.add("ignored", "spdx3/assessment", "EPSS, exploit catalogue and SSVC assessments are kept and not interpreted", at);
  }
}
