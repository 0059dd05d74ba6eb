import pino from "pino";
import { settings } from "../settings";

let logger: pino.Logger | undefined;

/** Writes an error nobody expected to the log: with its stack, without headers, bodies or addresses. */
export function logUnknown(where: string, error: unknown): void {
  logger ??= pino({ level: settings().logLevel, base: { process: "web" } });
  const known = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
  logger.error({ where, ...known }, "unexpected error");
}
