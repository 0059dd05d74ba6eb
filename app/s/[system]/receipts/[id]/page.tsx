import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "../../../../../components/frame/frame";
import { ReceiptView } from "../../../../../components/receipts/receipt";
import { paths } from "../../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../../server/auth/page-context";
import { receiptById } from "../../../../../server/queries/receipt";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, keptAsOf, type SearchParams } from "../../../page-query";

export const metadata: Metadata = { title: "Receipt" };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export default async function ReceiptRoute({ params, searchParams }: { params: Promise<{ system: string; id: string }>; searchParams: SearchParams }) {
  const given = await params;
  const [system, id] = [decodeSegment(given.system), given.id];
  const asOf = keptAsOf(await firstValues(searchParams));
  const ctx = await pageContext({ system, permission: "read", path: paths.receipt(system, id, { asOf }) });
  if (!UUID.test(id)) notFound();
  const [shell, receipt] = [await shellFrame(ctx), await receiptById(ctx, { id })];
  if (!receipt) notFound();
  return (
    <Frame shell={shell} section="receipts" kept={asOf} back={paths.receipt(system, id)}>
      <ReceiptView shell={shell} asOf={asOf} receipt={receipt} />
    </Frame>
  );
}
