import { readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { StartError, type Log } from "../../server/embedded/start-error";
import type { Settings } from "../../server/settings";
import { isPortFree } from "./checks";
import type { Stack } from "./stack";

const manifestSchema = z.object({
  clock: z.string(),
  system: z.string().default("default"),
  publicKey: z.string().optional(),
  images: z
    .array(
      z.object({
        image: z.string(),
        owner: z.object({ team: z.string(), person: z.string().optional(), contact: z.string().optional() }).nullable(),
        criticality: z.string().optional(),
        exposure: z.string().optional(),
      }),
    )
    .default([]),
  bundles: z.array(
    z.object({ image: z.string(), digest: z.string(), tag: z.string().optional(), files: z.array(z.string()).min(1) }),
  ),
  packetFor: z.object({ image: z.string(), digest: z.string() }),
});

type Manifest = z.infer<typeof manifestSchema>;

/** What a first demo made and a second one uses again; readable by its owner alone. */
interface SignIn {
  email: string;
  password: string;
  ingestToken: string;
  readToken: string;
}

const FOLDER = "demo";
const WAIT_SECONDS = 300;
const trustSchema = z.object({ version: z.number() });
const receiptSchema = z.object({ id: z.string(), state: z.string() });

function readManifest(): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path.join(FOLDER, "manifest.json"), "utf8")));
  } catch (error) {
    throw new StartError("demo/manifest", `${FOLDER}/manifest.json cannot be used: ${(error as Error).message}`);
  }
}

/** The demo has a data directory of its own, the clock of its samples, and another port when 3000 is taken. */
export async function demoEnvironment(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const { clock } = readManifest();
  const port = env.PORT || (await firstFreePort());
  const dataDir = env.PROOFMARK_DATA_DIR || "./data/demo";
  return { ...env, PORT: port, PROOFMARK_DATA_DIR: dataDir, PROOFMARK_CLOCK: clock, PROOFMARK_SAMPLE: "1" };
}

async function firstFreePort(): Promise<string> {
  for (let port = 3000; port < 3020; port += 1) if (await isPortFree(port, "127.0.0.1")) return String(port);
  throw new StartError(
    "start/port-in-use",
    "The ports 3000 to 3019 are all in use. Choose one: PORT=4000 npm run demo",
  );
}

function describeArguments(system: string, { image, owner, criticality, exposure }: Manifest["images"][number]): string[] {
  const options = { system, image, owner: owner?.team, person: owner?.person, contact: owner?.contact, criticality, exposure };
  const given = Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return ["image", "describe", ...given.flatMap(([name, value]) => [`--${name}`, value])];
}

/** Loads the samples through the API, waits for the packet, and answers what to tell the person. */
export async function loadDemo(settings: Settings, stack: Stack, log: Log): Promise<string[]> {
  const manifest = readManifest();
  const signIn = await ensureSignIn(settings.dataDir, manifest.system, stack);
  const api = new Api(`http://127.0.0.1:${settings.port}/api/v1`, manifest.system);
  await trustSample(manifest, signIn.ingestToken, stack);
  for (const line of manifest.images) await stack.cli(describeArguments(manifest.system, line));
  log(`Handing in ${manifest.bundles.length} bundles of sample evidence.`);
  const receipts: string[] = [];
  for (const bundle of manifest.bundles) receipts.push(await api.ingest(bundle, signIn.ingestToken));
  for (const id of receipts) await api.waitForReceipt(id, signIn.ingestToken);
  log("Building the audit packet.");
  const { digest, image } = manifest.packetFor;
  const pdf = await api.packet(digest, image, signIn.readToken);
  const file = path.join(settings.dataDir, `packet-${digest.replace("sha256:", "").slice(0, 12)}.pdf`);
  writeFileSync(file, pdf);
  return [
    `Digest page   ${settings.origin}/s/${manifest.system}/digests/${digest}`,
    `Audit packet  ${path.relative(process.cwd(), file)} (${Math.ceil(pdf.byteLength / 1024)} KiB)`,
    `Sign in       ${signIn.email}  ${signIn.password}`,
    "The evidence is a SAMPLE, its clock stands at " +
      manifest.clock +
      ". Ctrl-C stops the demo; a second run takes seconds.",
  ];
}

/** The sample's own key may sign its images, and what its pipeline hands in unsigned counts, labelled so. Once. */
async function trustSample({ system, publicKey }: Manifest, ingestToken: string, stack: Stack): Promise<void> {
  const shown = trustSchema.parse(JSON.parse(await stack.cli(["trust", "show", "--system", system])));
  if (shown.version > 1) return;
  const key = publicKey === undefined ? [] : ["--key", path.join(FOLDER, publicKey)];
  await stack.cli(["trust", "first", "--system", system, ...key, "--images", "registry.example.test/payments/*", "--accept-unsigned-from", ingestToken.split("_")[1] ?? ingestToken]);
}

/**
 * The demo's administrator and tokens. The password is written down before the account is made: a run killed in
 * between leaves a password that the next run can still use.
 */
async function ensureSignIn(dataDir: string, system: string, stack: Stack): Promise<SignIn> {
  const file = path.join(dataDir, "demo-sign-in.json");
  const known = readSignIn(file);
  if (known?.ingestToken && known.readToken) return known as SignIn;
  const email = known?.email ?? "demo@example.test";
  const password = known?.password ?? randomBytes(12).toString("base64url");
  writeFileSync(file, JSON.stringify({ email, password }), { mode: 0o600 });
  const created = stack.cli(["admin", "create", "--email", email, "--password-stdin"], `${password}\n`);
  await (known ? created.catch(() => "") : created);
  const ingestToken = await stack.cli(["token", "create", "--system", system, "--role", "ingest", "--name", "sample-pipeline"]);
  const readToken = await stack.cli(["token", "create", "--system", system, "--role", "lead"]);
  const signIn = { email, password, ingestToken, readToken };
  writeFileSync(file, JSON.stringify(signIn), { mode: 0o600 });
  return signIn;
}

function readSignIn(file: string): Partial<SignIn> | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<SignIn>;
  } catch {
    return undefined;
  }
}

/** The product's own API, as a pipeline would use it. */
class Api {
  constructor(
    private readonly base: string,
    private readonly system: string,
  ) {}

  private async call(url: string, token: string, init: RequestInit = {}): Promise<Response> {
    return fetch(url, { ...init, headers: { authorization: `Bearer ${token}` } });
  }

  /** Hands in one bundle and answers the receipt's id; the same bundle again has the same receipt. */
  async ingest(bundle: Manifest["bundles"][number], token: string): Promise<string> {
    const query = new URLSearchParams({ image: bundle.image, digest: bundle.digest });
    if (bundle.tag) query.set("tag", bundle.tag);
    const body = new FormData();
    for (const name of bundle.files)
      body.append("file", new Blob([readFileSync(path.join(FOLDER, name))]), path.basename(name));
    const response = await this.call(`${this.base}/systems/${this.system}/evidence?${query}`, token, {
      method: "POST",
      body,
    });
    if (!response.ok)
      throw new StartError("demo/ingest", `The sample ${bundle.digest} was refused: ${await response.text()}`);
    return receiptSchema.parse(await response.json()).id;
  }

  async waitForReceipt(id: string, token: string): Promise<void> {
    for (let waited = 0; waited < WAIT_SECONDS * 2; waited += 1) {
      const response = await this.call(`${this.base}/receipts/${id}`, token);
      if (response.ok && receiptSchema.parse(await response.json()).state === "done") return;
      if (response.status === 401 || response.status === 403)
        throw new StartError("demo/receipt", await response.text());
      await pause(500);
    }
    throw new StartError("demo/receipt", `The receipt ${id} was not done within ${WAIT_SECONDS} s.`);
  }

  /** The packet's PDF. Until the evaluation has run there is nothing to build it from (404, 409); then it is built (202). */
  async packet(digest: string, image: string, token: string): Promise<Buffer> {
    const url = `${this.base}/systems/${this.system}/digests/${digest}/packet.pdf?${new URLSearchParams({ image })}`;
    let last = "";
    for (const until = performance.now() + WAIT_SECONDS * 1000; performance.now() < until;) {
      const response = await this.call(url, token);
      if (response.status === 200) return Buffer.from(await response.arrayBuffer());
      last = await response.text();
      if (![202, 404, 409, 503].includes(response.status)) break;
      await pause(Math.min(Number(response.headers.get("retry-after")) || 1, 5) * 1000);
    }
    throw new StartError("demo/packet", `The packet of ${digest} could not be had: ${last.slice(0, 500)}`);
  }
}
