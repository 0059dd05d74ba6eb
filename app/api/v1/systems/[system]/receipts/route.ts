import { operations } from "../../../../../../contracts/api";
import { route } from "../../../../../../server/http/route";
import { receiptsPage } from "../../../../../../server/queries/receipts-page";

export const GET = route(operations.listReceipts, async ({ ctx, query }) => {
  const { items, nextCursor } = await receiptsPage(ctx, query);
  return { items, nextCursor };
});
