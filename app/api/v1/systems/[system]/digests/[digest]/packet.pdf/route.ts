import { operations } from "../../../../../../../../contracts/api";
import { packetResponse } from "../../../../../../../../server/http/packet-response";
import { route } from "../../../../../../../../server/http/route";

export const GET = route(operations.getPacketPdf, async ({ ctx, params, query, request }) =>
  packetResponse(ctx, request, { digest: params.digest, ...query }, "pdf"),
);
