import type { SbomQualityShape } from "../../contracts/quality";
import { countText } from "../ui/prepare-time";

export interface QualityRow {
  fact: string;
  /** A count, or a word where it is about the document. */
  value: string;
  /** Of all components; null where no share makes sense. */
  share: string | null;
}

/** Facts of an inventory with counts and shares, in the order a reader checks them. No score is made of them. */
export function qualityRows(quality: SbomQualityShape): QualityRow[] {
  const { components, graph, os } = quality;
  const part = (fact: string, count: number | null): QualityRow =>
    count === null ? { fact, value: "not looked for in this format", share: null } : { fact, value: countText(count), share: shareText(count, components) };
  const word = (fact: string, value: string): QualityRow => ({ fact, value, share: null });
  return [
    word("Components", countText(components)),
    part("with a package address", quality.withPurl),
    ...(quality.badPurl > 0 ? [part("with an address that does not parse", quality.badPurl)] : []),
    part("with a version", quality.withVersion),
    part("with a supplier", quality.withSupplier),
    part("with a licence", quality.withLicence),
    part("with a CPE", quality.withCpe),
    part("with a hash", quality.withHash),
    part("repeated", quality.duplicates),
    part("with a repeated id", quality.duplicateIds),
    part("in the dependency graph", graph?.covered ?? null),
    word("Dependency relations", graph ? relationsText(graph) : "not looked for in this format"),
    ...(graph ? [part("on a dependency cycle", graph.cyclic)] : []),
    word("Operating system", os ? [os.id, os.version].filter(Boolean).join(" ") : "not named"),
    word("Says of itself", quality.complete === null ? "nothing about completeness" : quality.complete ? "complete" : "not complete"),
  ];
}

function relationsText({ relations, dangling }: NonNullable<SbomQualityShape["graph"]>): string {
  return dangling === 0 ? countText(relations) : `${countText(relations)}, ${countText(dangling)} of them lead nowhere`;
}

/** Whole percents; never 100 % while one is missing, never 0 % while one is there. */
export function shareText(count: number, of: number): string | null {
  if (of === 0) return null;
  const percent = Math.round((count / of) * 100);
  if (count > 0 && percent === 0) return "below 1 %";
  if (count < of && percent === 100) return "above 99 %";
  return `${percent} %`;
}
