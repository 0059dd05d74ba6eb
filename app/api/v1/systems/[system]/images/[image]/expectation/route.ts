import { operations } from "../../../../../../../../contracts/api";
import { expectOverHttp } from "../../../../../../../../server/http/expectation";
import { notFound } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { expectationOf } from "../../../../../../../../server/queries/expectation";

export const GET = route(operations.getExpectation, async ({ ctx, params }) => (await expectationOf(ctx, params.image)) ?? notFound());
export const PUT = route(operations.setExpectation, async ({ ctx, params, request }) => expectOverHttp(ctx, request, params.image));
