import { operations } from "../../../../../../../contracts/api";
import { notFound } from "../../../../../../../server/http/list-response";
import { route } from "../../../../../../../server/http/route";
import { imageByName } from "../../../../../../../server/queries/image-page";

export const GET = route(operations.getImage, async ({ ctx, params }) => (await imageByName(ctx, params)) ?? notFound());
