import type { SearchAnswer } from "../../contracts/search";
import { CURRENT_WORDS, placeHref, placeState } from "../search/prepare-search";
import { paths } from "../ui/prepare-paths";
import type { RecentDigest } from "./remembered";

export interface PaletteItem {
  id: string;
  label: string;
  note: string | null;
  mono: boolean;
  /** null: the list of keys. */
  href: string | null;
}

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

interface Given {
  system: string;
  q: string;
  /** Kept in every link; pages that show now hand it on. */
  asOf: string | null;
  recent: RecentDigest[];
  answer: SearchAnswer | null;
}

/** What the palette offers for what is typed: the answer first, then names, digests looked at before, and pages. */
export function prepareGroups({ system, q, asOf, recent, answer }: Given): PaletteGroup[] {
  const groups: PaletteGroup[] = [
    { title: "Search", items: q === "" ? [] : [item("search", `Search for “${q}”`, answer ? answer.says.lead : null, paths.search(system, { q, asOf }))] },
    { title: "Places", items: answer ? placeItems(system, answer, asOf) : [] },
    { title: "Digests", items: (answer?.digests ?? []).map((row) => item(`d ${row.digest}`, short(row.digest), row.tags.join(", ") || null, paths.digest(system, row.digest, { asOf }), true)) },
    { title: "Images", items: (answer?.images ?? []).slice(0, 6).map((one) => item(`i ${one.name}`, one.name, null, paths.image(system, one.name, { asOf }))) },
    { title: "Packages", items: (answer?.packages ?? []).slice(0, 6).map((one) => item(`p ${one.key}`, one.name, one.type, paths.search(system, { q: one.purl, asOf }))) },
    { title: "Digests looked at", items: recent.filter((one) => fits(q, one.title, one.digest)).slice(0, q === "" ? 8 : 3).map((one) => item(`r ${one.digest}`, one.title || short(one.digest), short(one.digest), paths.digest(system, one.digest, { asOf }))) },
    { title: "Go to", items: pages(system, asOf).filter((one) => fits(q, one.label)) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const item = (id: string, label: string, note: string | null, href: string | null, mono = false): PaletteItem => ({ id, label, note, href, mono });
const short = (digest: string): string => `${digest.slice(0, 15)}…${digest.slice(-8)}`;
const fits = (q: string, ...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));

function placeItems(system: string, answer: SearchAnswer, asOf: string | null): PaletteItem[] {
  return answer.items.slice(0, 6).map((place, index) =>
    item(
      `f ${index}`, `${place.image ?? short(place.digest)}${place.tags[0] ? `:${place.tags[0]}` : ""}`,
      `${place.package.name} ${place.package.version ?? ""}, ${place.status ? placeState(place).word.toLowerCase() : "held"}, ${place.current ? `current, ${CURRENT_WORDS[place.current]}` : "superseded"}`,
      placeHref(system, place, asOf ?? undefined),
    ),
  );
}

const pages = (system: string, asOf: string | null): PaletteItem[] => [
  item("to overview", "Overview", "g o", paths.overview(system, { asOf })),
  item("to images", "Images", "g i", paths.images(system, { asOf })),
  item("to sla", "SLA", "g s", paths.sla(system, { asOf })),
  item("to compare", "Compare two digests", "g c", paths.compare(system, { asOf })),
  item("to evidence", "Evidence", "g e", paths.evidence(system, { asOf })),
  item("to receipts", "Receipts", "g r", paths.receipts(system, { asOf })),
  item("to trust", "Settings: trust", "", paths.trust(system)),
  item("to keys", "Keyboard shortcuts", "? turns single keys on and off too", null),
];
