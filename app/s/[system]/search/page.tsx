import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Frame } from "../../../../components/frame/frame";
import { Search } from "../../../../components/search/search";
import { paths } from "../../../../components/ui/prepare-paths";
import { searchFilters } from "../../../../contracts/search";
import { pageContext } from "../../../../server/auth/page-context";
import { resolveDigest } from "../../../../server/queries/resolve-digest";
import { search } from "../../../../server/queries/search";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, fromFirstPage, readAsOf, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Search" };

export default async function SearchRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.search(system, values) });
  const filters = readFilters(searchFilters, { ...values, q: (values.q ?? "").trim().slice(0, 200) });
  const asOf = readAsOf(values.asOf) ? values.asOf : undefined;
  if (/^(sha256:)?[0-9a-f]{12,64}$/i.test(filters.q)) {
    const found = await resolveDigest(ctx, filters.q.toLowerCase());
    if (found && !found.exact) redirect(paths.digest(system, found.digest, { asOf }));
  }
  const [shell, answer] = [await shellFrame(ctx), await fromFirstPage(filters, (given) => search(ctx, given))];
  const only = answer.digests.length === 1 ? answer.digests[0] : undefined;
  if (only && /^sha256:[0-9a-f]{64}$/.test(filters.q)) redirect(paths.digest(system, only.digest, { asOf }));
  return (
    <Frame shell={shell} section="search" kept={asOf ?? null} back={paths.search(system, { ...values, asOf: null })}>
      <Search shell={shell} answer={answer} filters={filters} asOf={asOf} />
    </Frame>
  );
}
