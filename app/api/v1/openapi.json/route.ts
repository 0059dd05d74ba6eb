import packageJson from "../../../../package.json";
import { operations } from "../../../../contracts/api";
import { openApi } from "../../../../contracts/openapi";
import { route } from "../../../../server/http/route";
import { settings } from "../../../../server/settings";

export const GET = route(operations.getOpenApi, async () => openApi(settings().origin, packageJson.version));
