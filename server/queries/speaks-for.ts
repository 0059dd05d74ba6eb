import { globAllows } from "../auth/tokens";

/** Whether who handed something in may speak for a line: a token that is limited to images does for those alone. */
export const speaksFor = ({ images }: { images?: string }, line: string | null): boolean => globAllows(images ?? null, line);

/** The same in SQL: `actor` is a jsonb expression, `line` the name of the line or null. */
export const speaksForSql = (actor: string, line: string): string =>
  `(${actor}->>'images' IS NULL OR coalesce(${line} LIKE replace(replace(replace(replace(${actor}->>'images', '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%'), false))`;
