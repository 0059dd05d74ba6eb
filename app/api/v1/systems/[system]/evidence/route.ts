import { operations } from "../../../../../../contracts/api";
import { EVIDENCE_COLUMNS } from "../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../server/http/list-response";
import { route } from "../../../../../../server/http/route";
import { submitEvidence } from "../../../../../../server/http/submit-evidence";
import { evidenceList } from "../../../../../../server/queries/evidence-register";

export const GET = route(operations.listEvidence, async ({ ctx, query, request }) =>
  listResponse(request, query, (asked) => evidenceList(ctx, asked), { name: `${ctx.system.name}-evidence`, columns: EVIDENCE_COLUMNS }),
);

export const POST = route(operations.submitEvidence, async ({ ctx, query, request }) => submitEvidence(ctx, request, query));
