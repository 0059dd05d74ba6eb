import { operations } from "../../contracts/api";
import { route } from "../../server/http/route";
import { readiness } from "../../server/queries/readiness";

export const GET = route(operations.getReadiness, async () => {
  const { ready, checks } = await readiness();
  return Response.json({ status: ready ? "ready" : "not ready", checks }, { status: ready ? 200 : 503 });
});
