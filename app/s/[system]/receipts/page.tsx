import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { Receipts } from "../../../../components/receipts/receipts";
import { pageContext } from "../../../../server/auth/page-context";
import { receiptsPage } from "../../../../server/queries/receipts-page";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, fromFirstPage, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Receipts" };

export default async function ReceiptsRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "read" });
  const { cursor } = await firstValues(searchParams);
  const [shell, page] = [await shellFrame(ctx), await fromFirstPage({ cursor }, (given) => receiptsPage(ctx, given))];
  return (
    <Frame shell={shell} section="receipts">
      <Receipts shell={shell} page={page} cursor={cursor ?? null} />
    </Frame>
  );
}
