import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Frame } from "../../../../components/frame/frame";
import { Search } from "../../../../components/search/search";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { resolveDigest } from "../../../../server/queries/resolve-digest";
import { searchPage } from "../../../../server/queries/search";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Search" };

export default async function SearchRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "read" });
  const q = ((await firstValues(searchParams)).q ?? "").trim().slice(0, 200);
  if (/^(sha256:)?[0-9a-f]{12,64}$/i.test(q)) {
    const found = await resolveDigest(ctx, q.toLowerCase());
    if (found) redirect(paths.digest(system, found.digest));
  }
  const [shell, page] = [await shellFrame(ctx), await searchPage(ctx, { q })];
  return (
    <Frame shell={shell} section="search">
      <Search shell={shell} page={page} />
    </Frame>
  );
}
