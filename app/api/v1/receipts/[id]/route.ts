import { operations } from "../../../../../contracts/api";
import { notFound } from "../../../../../server/http/list-response";
import { route } from "../../../../../server/http/route";
import { receiptById } from "../../../../../server/queries/receipt";

/** A receipt's id names no system: it is looked for in those the caller may ask about. */
export const GET = route(operations.getReceipt, async ({ systems, params }) => {
  for (const ctx of systems) {
    const receipt = await receiptById(ctx, params);
    if (receipt) return receipt;
  }
  return notFound();
});
