import { operations } from "../../../../../../../../contracts/api";
import { EVIDENCE_COLUMNS } from "../../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { digestEvidenceList } from "../../../../../../../../server/queries/digest-evidence-list";

export const GET = route(operations.listDigestEvidence, async ({ ctx, params, query, request }) =>
  listResponse(request, query, (asked) => digestEvidenceList(ctx, { digest: params.digest, image: asked.image, asOf: asked.asOf }, asked), {
    name: `${params.digest.slice(7, 19)}-evidence`,
    columns: EVIDENCE_COLUMNS,
  }),
);
