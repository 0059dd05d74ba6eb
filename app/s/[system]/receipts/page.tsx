import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { Receipts } from "../../../../components/receipts/receipts";
import { receiptFilters } from "../../../../contracts/receipt";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { mayDo } from "../../../../server/auth/permissions";
import { receiptsPage } from "../../../../server/queries/receipts-page";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, fromFirstPage, keptAsOf, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Receipts" };

export default async function ReceiptsRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.receipts(system, values) });
  const filters = readFilters(receiptFilters, values);
  const asOf = keptAsOf(values);
  const [shell, page] = [await shellFrame(ctx), await fromFirstPage(filters, (given) => receiptsPage(ctx, given))];
  return (
    <Frame shell={shell} section="receipts" kept={asOf} back={paths.receipts(system, { ...values, asOf: null })}>
      <Receipts shell={shell} asOf={asOf} page={page} filters={filters} mayHandIn={mayDo(ctx.role, "evidence.submit")} />
    </Frame>
  );
}
