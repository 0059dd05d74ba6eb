import path from "node:path";
import { z } from "zod";
import { fail, ok, type Result } from "../domain/model/problem";

const MIB = 1024 * 1024;

const whole = (fallback: number, min = 1, max = Number.MAX_SAFE_INTEGER) =>
  z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);

const postgresUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    "must look like postgresql://user:password@host:5432/database",
  )
  .optional();

const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text),
    "must be an address without path, such as https://proofmark.example.com",
  )
  .optional();

/** Every setting there is, by the name it has in the environment; .env.example says the same in words. */
const environment = z.object({
  PORT: whole(3000, 1, 65535),
  PROOFMARK_HOST: z.string().default("127.0.0.1"),
  PROOFMARK_DATA_DIR: z.string().default("./data"),
  PROOFMARK_ORIGIN: origin,
  DATABASE_URL: postgresUrl,
  PROOFMARK_WEB_DATABASE_URL: postgresUrl,
  PROOFMARK_WORKER_DATABASE_URL: postgresUrl,
  PROOFMARK_SECRET: z.string().min(32, "must have 32 characters or more").optional(),
  PROOFMARK_CLOCK: z.iso
    .datetime({ offset: true, error: "must be an instant such as 2026-01-31T12:00:00Z" })
    .optional(),
  PROOFMARK_SAMPLE: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  PROOFMARK_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "must be trace, debug, info, warn, error or silent",
    })
    .default("info"),
  PROOFMARK_MAX_UPLOAD_BYTES: whole(256 * MIB),
  PROOFMARK_MAX_PREVIEW_BYTES: whole(64 * MIB),
  PROOFMARK_MAX_ARCHIVE_BYTES: whole(2048 * MIB),
  PROOFMARK_MAX_DOCUMENT_BYTES: whole(128 * MIB),
  PROOFMARK_MAX_COMPONENTS: whole(200_000),
  PROOFMARK_PARSE_HEAP_MB: whole(1024, 64),
  PROOFMARK_PARSE_SECONDS: whole(60),
  PROOFMARK_PARSE_CONCURRENCY: whole(1, 1, 64),
  PROOFMARK_MAX_ATTEMPTS: whole(5, 1, 1_000),
  PROOFMARK_RETRY_SECONDS: whole(15, 0, 3_600),
});

export interface Settings {
  port: number;
  /** Address the web process listens on: loopback unless told otherwise. */
  host: string;
  /** Absolute. */
  dataDir: string;
  /** What browsers type: scheme, host, port, no path. */
  origin: string;
  databaseUrl: string | undefined;
  webDatabaseUrl: string | undefined;
  workerDatabaseUrl: string | undefined;
  secret: string | undefined;
  /** Pins the evaluation clock. */
  clock: Date | undefined;
  sample: boolean;
  logLevel: string;
  limits: {
    maxUploadBytes: number;
    maxPreviewBytes: number;
    /** Of an upload that is a tar or compressed: those are read as they stream by. */
    maxArchiveBytes: number;
    maxDocumentBytes: number;
    maxComponents: number;
    parseHeapMb: number;
    parseSeconds: number;
    parseConcurrency: number;
    /** Crashes of the worker at one receipt before it is rejected with a reason (its bytes stay), and at one digest before it is given up. */
    maxAttempts: number;
    /** What failed rests so long; each further time twice as long. */
    retrySeconds: number;
  };
}

/**
 * The settings an environment asks for, or `settings/invalid` whose detail names every wrong one on a line of its own.
 * An empty variable counts as not set. Values are never repeated: some are secrets.
 */
export function loadSettings(env: Record<string, string | undefined>): Result<Settings> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (parsed.success) return ok(toSettings(parsed.data));
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  return fail({ code: "settings/invalid", detail: `These settings cannot be used:\n  ${lines.join("\n  ")}` });
}

function toSettings(env: z.infer<typeof environment>): Settings {
  return {
    port: env.PORT,
    host: env.PROOFMARK_HOST,
    dataDir: path.resolve(env.PROOFMARK_DATA_DIR),
    origin: env.PROOFMARK_ORIGIN ?? `http://127.0.0.1:${env.PORT}`,
    databaseUrl: env.DATABASE_URL,
    webDatabaseUrl: env.PROOFMARK_WEB_DATABASE_URL,
    workerDatabaseUrl: env.PROOFMARK_WORKER_DATABASE_URL,
    secret: env.PROOFMARK_SECRET,
    clock: env.PROOFMARK_CLOCK ? new Date(env.PROOFMARK_CLOCK) : undefined,
    sample: env.PROOFMARK_SAMPLE === "1",
    logLevel: env.PROOFMARK_LOG_LEVEL,
    limits: {
      maxUploadBytes: env.PROOFMARK_MAX_UPLOAD_BYTES,
      maxPreviewBytes: env.PROOFMARK_MAX_PREVIEW_BYTES,
      maxArchiveBytes: env.PROOFMARK_MAX_ARCHIVE_BYTES,
      maxDocumentBytes: env.PROOFMARK_MAX_DOCUMENT_BYTES,
      maxComponents: env.PROOFMARK_MAX_COMPONENTS,
      parseHeapMb: env.PROOFMARK_PARSE_HEAP_MB,
      parseSeconds: env.PROOFMARK_PARSE_SECONDS,
      parseConcurrency: env.PROOFMARK_PARSE_CONCURRENCY,
      maxAttempts: env.PROOFMARK_MAX_ATTEMPTS,
      retrySeconds: env.PROOFMARK_RETRY_SECONDS,
    },
  };
}

let loaded: Settings | undefined;

/** The settings of this process, read once. Throws with all errors: a process with wrong settings must not run. */
export function settings(): Settings {
  if (loaded) return loaded;
  const result = loadSettings(process.env);
  if (!result.ok) throw new Error(result.problem.detail);
  return (loaded = result.value);
}
