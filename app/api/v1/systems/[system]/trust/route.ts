import { operations } from "../../../../../../contracts/api";
import { route } from "../../../../../../server/http/route";
import { trustShown } from "../../../../../../server/queries/trust-settings";

export const GET = route(operations.getTrust, async ({ ctx }) => trustShown(ctx));
