import type { SbomQuality } from "./assess-sbom";

export type GapCode =
  | "sbom/empty" | "sbom/no-purl" | "sbom/bad-purl" | "sbom/no-version" | "sbom/no-supplier" | "sbom/no-licence" | "sbom/no-hash"
  | "sbom/duplicate" | "sbom/duplicate-id" | "sbom/no-graph" | "sbom/part-graph" | "sbom/dangling" | "sbom/cycle" | "sbom/no-os"
  | "sbom/says-incomplete" | "sbom/no-claim" | "sbom/no-tool" | "sbom/no-time";

/** What an inventory lacks, and what follows from that for whoever relies on it. */
export interface Gap {
  code: GapCode;
  /** One sentence for people. */
  says: string;
  /** Components it is about; null when it is about the document. */
  count: number | null;
}

/** What stands around the inventory in its document. */
export interface SbomOrigin {
  tool: string | null;
  observedAt: string | null;
}

/** The gaps in words, those that hide flaws first. An inventory without gaps answers an empty list. */
export function sbomGaps(quality: SbomQuality, origin: SbomOrigin): Gap[] {
  const { components } = quality;
  if (components === 0) return [{ code: "sbom/empty", says: "It lists no component: what is inside stays unknown.", count: null }];
  const gaps: Gap[] = [];
  const lack = (code: GapCode, count: number, one: string, many: string): void => {
    if (count > 0) gaps.push({ code, count, says: `${amount(count, components)} ${count === 1 ? one : many}` });
  };
  const document = (code: GapCode, lacking: boolean, says: string): void => {
    if (lacking) gaps.push({ code, says, count: null });
  };
  document("sbom/no-os", quality.os === null, "It names no operating system: flaws of distribution packages may not be matched.");
  lack("sbom/no-purl", components - quality.withPurl - quality.badPurl, "has no package address: matching it to flaws rests on its name.", "have no package address: matching them to flaws rests on their names.");
  lack("sbom/bad-purl", quality.badPurl, "has a package address that does not parse.", "have a package address that does not parse.");
  lack("sbom/no-version", components - quality.withVersion, "has no version: whether a flaw touches it cannot be said.", "have no version: whether a flaw touches them cannot be said.");
  lack("sbom/duplicate", quality.duplicates, "repeats another one.", "repeat another one.");
  lack("sbom/duplicate-id", quality.duplicateIds, "repeats an id of the document: what refers to it is ambiguous.", "repeat an id of the document: what refers to them is ambiguous.");
  graphGaps(quality, lack, document);
  lack("sbom/no-supplier", components - quality.withSupplier, "names no supplier.", "name no supplier.");
  lack("sbom/no-licence", components - quality.withLicence, "states no licence.", "state no licence.");
  if (quality.withHash !== null) lack("sbom/no-hash", components - quality.withHash, "has no hash of its content.", "have no hash of their content.");
  document("sbom/says-incomplete", quality.complete === false, "It says itself that it is not complete.");
  document("sbom/no-claim", quality.complete === null, "It does not say whether it is complete.");
  document("sbom/no-tool", origin.tool === null, "It does not name the tool that made it.");
  document("sbom/no-time", origin.observedAt === null, "It does not say when it was made.");
  return gaps;
}

function graphGaps(
  { graph, components }: SbomQuality,
  lack: (code: GapCode, count: number, one: string, many: string) => void,
  document: (code: GapCode, lacking: boolean, says: string) => void,
): void {
  if (graph === null) return;
  document("sbom/no-graph", graph.covered === 0, "It does not say which component needs which.");
  if (graph.covered > 0) lack("sbom/part-graph", components - graph.covered, "stands in no dependency relation.", "stand in no dependency relation.");
  lack("sbom/cycle", graph.cyclic, "stands on a dependency cycle.", "stand on a dependency cycle.");
  document("sbom/dangling", graph.dangling > 0, `${countText(graph.dangling)} dependency ${graph.dangling === 1 ? "relation names" : "relations name"} something that the document does not have.`);
}

/** "3 of 214 components", "All 214 components", "The one component". */
function amount(count: number, of: number): string {
  if (of === 1) return "The one component";
  if (count === of) return `All ${countText(of)} components`;
  return `${countText(count)} of ${countText(of)} components`;
}

const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
