/** Addresses of the product, written once. Names keep their slashes; every other part is encoded. */

export type Query = Record<string, string | null | undefined>;

const part = encodeURIComponent;
const prefixed = (sha256: string): string => `sha256:${sha256.replace(/^sha256:/, "")}`;

/** Appends the set values of a query in the order given. */
export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  if (pairs.length === 0) return path;
  return `${path}?${pairs.map(([key, value]) => `${part(key)}=${part(value ?? "").replaceAll("%3A", ":").replaceAll("%2C", ",")}`).join("&")}`;
}

const inSystem = (system: string, rest: string): string => `/s/${part(system)}/${rest}`;
const inApi = (system: string, rest: string): string => `/api/v1/systems/${part(system)}/${rest}`;
const imagePart = (image: string): string => image.split("/").map(part).join("/").replaceAll("%3A", ":");

export const paths = {
  overview: (system: string, query?: Query) => withQuery(inSystem(system, "overview"), query),
  images: (system: string, query?: Query) => withQuery(inSystem(system, "images"), query),
  image: (system: string, image: string, query?: Query) => withQuery(inSystem(system, `images/${imagePart(image)}`), query),
  digest: (system: string, sha256: string, query?: Query) => withQuery(inSystem(system, `digests/${prefixed(sha256)}`), query),
  sla: (system: string, query?: Query) => withQuery(inSystem(system, "sla"), query),
  evidence: (system: string, query?: Query) => withQuery(inSystem(system, "evidence"), query),
  evidenceFile: (system: string, sha256: string, query?: Query) => withQuery(inSystem(system, `evidence/${sha256.replace(/^sha256:/, "")}`), query),
  search: (system: string, query?: Query) => withQuery(inSystem(system, "search"), query),
  compare: (system: string, query?: Query) => withQuery(inSystem(system, "compare"), query),
  ingest: (system: string, query?: Query) => withQuery(inSystem(system, "ingest"), query),
  trust: (system: string, anchor?: "signers" | "test" | "propose" | "changes") => inSystem(system, `settings/trust${anchor ? `#${anchor}` : ""}`),
  receipts: (system: string, query?: Query) => withQuery(inSystem(system, "receipts"), query),
  receipt: (system: string, id: string, query?: Query) => withQuery(inSystem(system, `receipts/${part(id)}`), query),
  raw: (system: string, sha256: string) => inApi(system, `evidence/${sha256.replace(/^sha256:/, "")}/raw`),
  api: (system: string, rest: string, query?: Query) => withQuery(inApi(system, rest), query),
  packet: (system: string, sha256: string, form: "pdf" | "json", query?: Query) =>
    withQuery(inApi(system, `digests/${prefixed(sha256)}/packet.${form}`), query),
};
