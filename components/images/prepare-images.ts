import { IMAGE_FACETS, type ImageFacet, type ImageFilters, type ImageSort } from "../../contracts/image";
import type { FacetValue, ImagesPage } from "../../contracts/pages";
import type { Query } from "../ui/prepare-paths";
import { countText, plural } from "../ui/prepare-time";

export interface FacetLink {
  label: string;
  /** null: every value of the facet. */
  value: string | null;
  count?: number;
  current: boolean;
}

export interface FacetRow {
  facet: ImageFacet;
  label: string;
  links: FacetLink[];
}

const LABELS: Record<ImageFacet, string> = {
  status: "State", owner: "Owner", environment: "Runs in", signature: "Signature", framework: "Fails in",
};

const WORDS: Partial<Record<ImageFacet, Record<string, string>>> = {
  status: { fail: "Fails", needs_evidence: "Needs evidence", manual: "Needs a person", pass: "Passes", unevaluated: "Not evaluated" },
  owner: { none: "No owner" },
  signature: { verified: "Verified", present: "Present, not verified", missing: "Missing", failed: "Failed", unevaluated: "Not evaluated" },
};

/** Values with an order of their own; the others come by count. */
const ORDER: Partial<Record<ImageFacet, string[]>> = {
  status: ["fail", "needs_evidence", "manual", "pass", "unevaluated"],
  signature: ["failed", "missing", "present", "verified", "unevaluated"],
};

/** Facets whose one value is a choice too: lines may have none of them. */
const OPTIONAL: readonly ImageFacet[] = ["environment", "framework"];

/** Chips of one facet at most; what is not among them is reached by its address or by the name filter. */
const MOST_CHIPS = 12;

/**
 * The facets worth a row: those with a choice to make, and those in force. A value in force stays to be seen, also
 * where the other filters leave it nothing.
 */
export function facetRows(page: Pick<ImagesPage, "facets">, filters: ImageFilters): FacetRow[] {
  return IMAGE_FACETS.flatMap((facet) => {
    const chosen = filters[facet];
    const values = inOrder(facet, page.facets[facet]);
    const shown = values.slice(0, MOST_CHIPS);
    if (chosen !== undefined && !shown.some(({ value }) => value === chosen)) shown.push(values.find(({ value }) => value === chosen) ?? { value: chosen, title: null, count: 0 });
    if (chosen === undefined && shown.length < (OPTIONAL.includes(facet) ? 1 : 2)) return [];
    const link = ({ value, title, count }: FacetValue): FacetLink => ({ value, label: WORDS[facet]?.[value] ?? title ?? value, count, current: value === chosen });
    return [{ facet, label: LABELS[facet], links: [{ value: null, label: "Any", current: chosen === undefined }, ...shown.map(link)] }];
  });
}

function inOrder(facet: ImageFacet, values: readonly FacetValue[]): FacetValue[] {
  const order = ORDER[facet];
  return order ? values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : [...values];
}

/** "2 image lines: 1 fails, 1 needs evidence." Counts are of what the other filters leave. */
export function imagesSentence(page: Pick<ImagesPage, "total" | "facets">, filters: ImageFilters, known: number): { lead: string; rest: string } {
  const filtered = isFiltered(filters);
  const lead = filtered ? `${countText(page.total)} of ${plural(known, "image line")}` : plural(page.total, "image line");
  const rest = filtered ? (page.total === 1 ? " matches" : " match") : "";
  if (filters.status !== undefined || page.total === 0) return { lead, rest: filtered ? `${rest} this filter.` : "." };
  const states = inOrder("status", page.facets.status).map(({ value, count }) => `${countText(count)} ${stateWord(value, count)}`);
  return { lead, rest: `${rest}: ${states.join(", ")}.` };
}

const STATE: Record<string, [one: string, many: string]> = {
  fail: ["fails", "fail"], needs_evidence: ["needs evidence", "need evidence"], manual: ["needs a person", "need a person"], pass: ["passes", "pass"], unevaluated: ["is not evaluated", "are not evaluated"],
};

const stateWord = (value: string, count: number): string => STATE[value]?.[count === 1 ? 0 : 1] ?? value;

export const isFiltered = (filters: ImageFilters): boolean => Boolean(filters.q) || IMAGE_FACETS.some((facet) => filters[facet] !== undefined);

/** What the page says in its address; the place in the list is not part of it. */
export const queryOf = (filters: ImageFilters): Query => ({ q: filters.q, ...Object.fromEntries(IMAGE_FACETS.map((facet) => [facet, filters[facet]])), sort: filters.sort });

/** A press on a head sorts by it, a second press the other way round. */
export const nextSort = (by: ImageSort, now: ImageFilters["sort"]): NonNullable<ImageFilters["sort"]> => (now === by ? `-${by}` : by);
