import { z } from "zod";
import { operations, type Operation } from "./api";
import { problemDocument } from "./common";

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input", unrepresentable: "any" }) as Json;
  return rest;
};

const PROBLEMS: Record<string, string> = {
  "400": "The request is wrong; pointer names the place",
  "401": "Nobody is signed in, or the token is expired or revoked",
  "403": "The caller may not do this",
  "404": "Not there, or not the caller's to know of",
};

/** OpenAPI 3.1 of all operations, made from the same contracts the routes check with. */
export function openApi(origin: string, version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of Object.values(operations) as Operation[]) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Proofmark",
      version,
      description: "Compliance evidence of container images, per digest. Lists page by cursor; errors are application/problem+json.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: origin }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemDocument) },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "API token, pmk_…" },
        session: { type: "apiKey", in: "cookie", name: "proofmark.session" },
      },
    },
  };
}

function describe(operation: Operation): Json {
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.action === "public" ? { security: [] } : {}),
    parameters: [
      ...parameters(operation.params, "path"),
      ...parameters(operation.query, "query"),
      ...(operation.body ? [{ name: "Content-Digest", in: "header", required: false, schema: { type: "string" } }] : []),
    ],
    ...(operation.body ? { requestBody: requestBody(operation.body) } : {}),
    responses: { ...answers(operation), ...problems(operation) },
  };
}

function parameters(schema: z.ZodObject, place: "path" | "query"): Json[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path",
    schema: schemaOf(field as z.ZodType),
  }));
}

function requestBody(body: NonNullable<Operation["body"]>): Json {
  const content = Object.fromEntries(body.mediaTypes.map((type) => [type, body.schema ? { schema: schemaOf(body.schema) } : {}]));
  return { required: true, description: body.description, content };
}

function answers(operation: Operation): Json {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, answer]) => {
      const type = answer.mediaType ?? "application/json";
      const content: Json = answer.schema ? { [type]: { schema: schemaOf(answer.schema) } } : answer.mediaType ? { [type]: {} } : {};
      if (operation.csv && status === "200") content["text/csv"] = { schema: { type: "string" } };
      const headers = Object.fromEntries((answer.headers ?? []).map((name) => [name, { schema: { type: "string" } }]));
      return [status, { description: answer.description, content, ...(answer.headers ? { headers } : {}) }];
    }),
  );
}

function problems(operation: Operation): Json {
  if (operation.action === "public") return {};
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const list = operation.body ? { ...PROBLEMS, "413": "A declared limit was hit; limit names it" } : PROBLEMS;
  return Object.fromEntries(Object.entries(list).map(([status, description]) => [status, { description, content }]));
}
