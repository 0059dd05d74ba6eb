import { operations } from "../../../../../../../contracts/api";
import { notFound } from "../../../../../../../server/http/list-response";
import { route } from "../../../../../../../server/http/route";
import { digestDetail } from "../../../../../../../server/queries/digest-detail";

export const GET = route(operations.getDigest, async ({ ctx, params, query }) =>
  (await digestDetail(ctx, { digest: params.digest, image: query.image })) ?? notFound(),
);
