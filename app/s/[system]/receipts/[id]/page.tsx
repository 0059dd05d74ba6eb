import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "../../../../../components/frame/frame";
import { ReceiptView } from "../../../../../components/receipts/receipt";
import { pageContext } from "../../../../../server/auth/page-context";
import { receiptById } from "../../../../../server/queries/receipt";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { decodeSegment } from "../../../page-query";

export const metadata: Metadata = { title: "Receipt" };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export default async function ReceiptRoute({ params }: { params: Promise<{ system: string; id: string }> }) {
  const { system, id } = await params;
  const ctx = await pageContext({ system: decodeSegment(system), permission: "read" });
  if (!UUID.test(id)) notFound();
  const [shell, receipt] = [await shellFrame(ctx), await receiptById(ctx, { id })];
  if (!receipt) notFound();
  return (
    <Frame shell={shell} section="receipts">
      <ReceiptView shell={shell} receipt={receipt} />
    </Frame>
  );
}
