import { operations } from "../../contracts/api";
import { route } from "../../server/http/route";

/** The process answers. Nothing else is asked: a slow database must not get it killed. */
export const GET = route(operations.getHealth, async () => ({ status: "ok" }));
