#!/usr/bin/env node
/**
 * Answers Prisma's schema-engine protocol (JSON-RPC, one message a line, on stdio) with the WASM engine,
 * so that `prisma generate` and `prisma migrate` work without downloading a native program.
 * For development only: at run time server/store/migrate.ts applies the migrations. The protocol is internal
 * to Prisma 7.10.0: keep `prisma`, `@prisma/adapter-pg` and `@prisma/schema-engine-wasm` pinned together.
 */
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const pg = require("pg");
const args = process.argv.slice(2);
const CHAR_OID = 18;
const TEXT_OID = 25;
const ERROR_CODES = { "3D000": "P1003", "28P01": "P1000", "42P04": "P1009" };

function values(name) {
  return args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []));
}

function log(level, message, code) {
  const fields = code ? { message, error_code: code } : { message };
  const line = { timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

function reply(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** Connection as separate fields: a connection string would override `database`, and the shadow database would be the real one. */
function connectionFields(url) {
  const ssl = url.searchParams.get("sslmode");
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(ssl && ssl !== "disable" ? { ssl: true } : {}),
  };
}

async function withClient(fields, work) {
  const client = new pg.Client(fields);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The engine's one-shot commands, used by the CLI before it opens the JSON-RPC conversation. */
async function runOneShot(command, fields) {
  try {
    if (command === "can-connect-to-database") await withClient(fields, async () => {});
    if (command === "create-database") {
      const name = fields.database.replaceAll('"', '""');
      await withClient({ ...fields, database: "postgres" }, (client) => client.query(`CREATE DATABASE "${name}"`));
    }
    return 0;
  } catch (error) {
    log("ERROR", error.message || error.code, ERROR_CODES[error.code] ?? "P1001");
    return 1;
  }
}

async function loadWasm() {
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  // Without this registry a panic inside the engine is a silent exit.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log("ERROR", message) };
  const bindings = await import(path.join(folder, "schema_engine_bg.js"));
  const bytes = readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/**
 * PostgreSQL's internal "char" is unknown to adapter-pg, and the engine panics when it arrives as text:
 * read it as text, then report those columns as characters. One connection and sequential queries, so the
 * columns remembered from the last result are those of the answer in hand.
 */
function reportCharColumns(ColumnTypeEnum) {
  let columns = [];
  const addFields = pg.Result.prototype.addFields;
  pg.Result.prototype.addFields = function addFieldsReadingCharAsText(descriptions) {
    addFields.call(this, descriptions);
    columns = [];
    for (const [i, field] of this.fields.entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      columns.push(i);
    }
  };
  return (connection) => {
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (query) => {
      columns = [];
      const result = await queryRaw(query);
      for (const i of columns) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    return connection;
  };
}

/** adapter-pg cuts a script at every semicolon, also inside a function body: hand it over whole instead. */
function withWholeScripts(connection) {
  connection.executeScript = async (script) => void (await connection.underlyingDriver().query(script));
  return connection;
}

/** Comparing schema files needs no database, yet the engine asks for a connection: this one answers that nothing is there. */
function offlineFactory({ bindMigrationAwareSqlAdapterFactory }) {
  const connection = {
    provider: "postgres",
    adapterName: "offline",
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: async () => Promise.reject(new Error("DATABASE_URL is not set")),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: async () => {},
  };
  const connect = async () => connection;
  return bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "offline",
    connect,
    connectToShadowDb: connect,
  });
}

async function createFactory(url) {
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const utilities = await import("@prisma/driver-adapter-utils");
  const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = utilities;
  if (!url) return offlineFactory(utilities);
  const fields = connectionFields(url);
  const schema = url.searchParams.get("schema");
  const asCharacters = reportCharColumns(ColumnTypeEnum);
  const prepare = (connection) => asCharacters(withWholeScripts(connection));

  class MigrationAdapter extends PrismaPg {
    async connect() {
      return prepare(await super.connect());
    }

    async connectToShadowDb() {
      const main = await this.connect();
      const database = `prisma_migrate_shadow_db_${randomUUID()}`;
      await main.executeScript(`CREATE DATABASE "${database}"`);
      const shadow = prepare(await new PrismaPg({ ...fields, database, max: 1 }).connect());
      const end = shadow.dispose.bind(shadow);
      // The pool has to end first: PostgreSQL does not drop a database somebody is connected to.
      shadow.dispose = async () => {
        await end();
        await main.executeScript(`DROP DATABASE IF EXISTS "${database}"`);
        await main.dispose();
      };
      return shadow;
    }
  }
  return bindMigrationAwareSqlAdapterFactory(
    new MigrationAdapter({ ...fields, max: 1 }, schema ? { schema } : undefined),
  );
}

function failure(error) {
  const message = error?.message ?? String(error);
  const data = { is_panic: false, message, meta: error?.meta ?? null, error_code: error?.code ?? null };
  return { code: 4466, message, data };
}

async function answer(engine, request) {
  const method = request.method === "getDatabaseVersion" ? "version" : request.method;
  try {
    const result = await (await engine())[method](request.params);
    // The native engine prints a diff by calling back; the WASM one returns the text.
    if (method === "diff" && result?.stdout) reply({ method: "print", id: 1e9, params: { content: result.stdout } });
    reply({ id: request.id, result: result ?? {} });
  } catch (error) {
    reply({ id: request.id, error: failure(error) });
  }
}

async function serve(url) {
  const datamodels = values("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  const start = async () => {
    const SchemaEngine = await loadWasm();
    const factory = await createFactory(url);
    const debug = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
    return SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, debug, factory);
  };
  let started;
  let last = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) continue;
    last = last.then(() => answer(() => (started ??= start()), request));
  }
  await last;
}

if (args.includes("--version")) {
  process.stdout.write("schema-engine (WASM)\n");
  process.exit(0);
}
const datasource = JSON.parse(values("--datasource")[0] ?? "{}");
const url = datasource.url ? new URL(datasource.url) : undefined;
const command = args.indexOf("cli");
if (command >= 0)
  process.exit(await runOneShot(args[command + 1], connectionFields(url ?? new URL("postgresql://127.0.0.1:1/none"))));
await serve(url);
process.exit(0);
