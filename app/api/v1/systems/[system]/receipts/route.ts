import { operations } from "../../../../../../contracts/api";
import { RECEIPT_COLUMNS } from "../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../server/http/list-response";
import { route } from "../../../../../../server/http/route";
import { receiptList } from "../../../../../../server/queries/receipts-page";

export const GET = route(operations.listReceipts, async ({ ctx, query, request }) =>
  listResponse(request, query, (asked) => receiptList(ctx, asked), { name: `${ctx.system.name}-receipts`, columns: RECEIPT_COLUMNS }),
);
