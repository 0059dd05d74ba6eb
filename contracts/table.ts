import { z } from "zod";
import { asOf, paging, q, severity } from "./common";

/** Smaller tables of the pages, each a list of its own: which there are where. */
export const SYSTEM_TABLES = ["owners", "frameworks", "events"] as const;
export const IMAGE_TABLES = ["digests", "tags"] as const;
export const DIGEST_TABLES = ["frameworks", "because", "configuration", "layers", "shape", "standard", "levels", "expectations"] as const;
export const TRUST_TABLES = ["signers", "tokens", "roots", "changes", "history", "audit"] as const;
export const FILE_TABLES = ["documents", "checks", "verdicts", "quality"] as const;

/** One row: a value a column, by the column's name; the CSV has the same columns in the same order. */
export const tableRow = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type TableRow = z.infer<typeof tableRow>;

const image = z.string().max(500).optional();
export const systemTableQuery = z.object({ ...paging, table: z.enum(SYSTEM_TABLES), q, severity: severity.optional(), owner: z.string().trim().max(200).optional(), image });
export const imageTableQuery = z.object({ ...paging, table: z.enum(IMAGE_TABLES) });
export const digestTableQuery = z.object({
  ...paging, table: z.enum(DIGEST_TABLES), image, asOf,
  framework: z.string().max(200).optional().describe("of the table because"), control: z.string().max(200).optional().describe("of the table because"),
});
export const trustTableQuery = z.object({ ...paging, table: z.enum(TRUST_TABLES) });
export const fileTableQuery = z.object({ ...paging, table: z.enum(FILE_TABLES), document: z.guid().optional().describe("only of this document") });
export type SystemTableQuery = z.infer<typeof systemTableQuery>;
export type ImageTableQuery = z.infer<typeof imageTableQuery>;
export type DigestTableQuery = z.infer<typeof digestTableQuery>;
export type FileTableQuery = z.infer<typeof fileTableQuery>;
