import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import type { FindingResult } from "../../../domain/model/evaluation";
import { preAuthEncoding } from "../../../domain/verification/pre-auth-encoding";
import { NO_TRUST, type TrustSettings } from "../../../domain/verification/trust-settings";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { withAdmin } from "../../embedded/roles";
import { readSystem, rows, sha256Hex, type Actor, type SystemContext } from "../../store";
import { decideTrustChange } from "../trust/decide-trust-change";
import { setFirstTrust } from "../trust/first-trust";
import { proposeTrustChange } from "../trust/propose-trust-change";

/* A good scan knows a flaw as a GHSA; a trusted VEX clears a CVE; somebody who may only hand in says that the two are one. */

const IMAGE = "registry.example/payments/api";
const DIGEST = sha256Hex("a build");
const GO = "pkg:golang/golang.org/x/net@v0.20.0";
const CVE = "CVE-2024-2222";
const GHSA = "GHSA-aaaa-bbbb-cccc";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const TRUST: TrustSettings = {
  ...NO_TRUST, acceptUnsignedFrom: ["good"],
  rules: [{ id: "vex", name: "Product security", signer: { type: "key", pem: String(publicKey.export({ type: "spki", format: "pem" })), requireLog: false }, predicateTypes: null, images: null, validFrom: null, validTo: null }],
};

let ground: WorkerGround;
let now: Date;

beforeAll(async () => {
  clock.now = () => now;
  ground = await openWorkerGround();
});

beforeEach(() => {
  now = new Date("2026-11-20T12:00:00.000Z");
});

afterAll(() => ground?.close());

const by = (id: string, kind: Actor["kind"] = "token"): Actor => ({ kind, id, name: id });

async function system(name: string, trust: TrustSettings = TRUST): Promise<SystemContext> {
  const ctx = await ground.system(name, { actor: by("ada", "user") });
  expect(await setFirstTrust(ctx, trust)).toMatchObject({ ok: true });
  return ctx;
}

interface Piece {
  text: string;
  from: string;
  claim?: { image: string; digest?: string };
}

const CLAIMED = { image: IMAGE, digest: `sha256:${DIGEST}` };
const scan = (id = GHSA, created = "2026-11-18T00:00:00Z"): Piece => ({ from: "good", claim: CLAIMED, text: JSON.stringify({
  SchemaVersion: 2, CreatedAt: created, ArtifactName: `${IMAGE}:1`, ArtifactType: "container_image", Metadata: { OS: { Family: "debian", Name: "12.7" }, RepoDigests: [`${IMAGE}@sha256:${DIGEST}`] },
  Results: [{ Target: "app", Class: "lang-pkgs", Type: "gobinary", Vulnerabilities: [{ VulnerabilityID: id, PkgName: "golang.org/x/net", InstalledVersion: "v0.20.0", Severity: "HIGH", PkgIdentifier: { PURL: GO } }] }],
}) });
const statements = (status: string, aliases: string[] = []) => [{ vulnerability: { name: CVE, aliases }, products: [{ "@id": `pkg:oci/api@sha256%3A${DIGEST}`, hashes: { "sha-256": DIGEST } }], status, justification: "vulnerable_code_not_in_execute_path" }];
const openvex = (status: string, aliases: string[] = []) => ({ "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://vex.example/1", author: "Product security", timestamp: "2026-11-15T00:00:00Z", version: 1, statements: statements(status, aliases) });

function trustedVex(): Piece {
  const payload = Buffer.from(JSON.stringify({ _type: "https://in-toto.io/Statement/v1", predicateType: "https://openvex.dev/ns", subject: [{ name: IMAGE, digest: { sha256: DIGEST } }], predicate: openvex("not_affected") }));
  const payloadType = "application/vnd.in-toto+json";
  const sig = sign(null, preAuthEncoding(payloadType, payload), privateKey).toString("base64");
  return { from: "anybody", claim: CLAIMED, text: JSON.stringify({ payloadType, payload: payload.toString("base64"), signatures: [{ keyid: "", sig }] }) };
}

const advisory = (from: string): Piece => ({ from, text: JSON.stringify({ schema_version: "1.6.0", id: GHSA, modified: "2026-11-01T00:00:00Z", aliases: [CVE], affected: [] }) });
const unsignedVex: Piece = { from: "liar", claim: CLAIMED, text: JSON.stringify(openvex("under_investigation", [GHSA])) };
const unsignedScan: Piece = { from: "liar", claim: CLAIMED, text: JSON.stringify({ results: [{ source: { path: "/go.mod", type: "lockfile" }, packages: [{ package: { name: "golang.org/x/net", version: "0.20.0", ecosystem: "Go" },
  vulnerabilities: [{ id: GHSA, aliases: [CVE], affected: [], database_specific: { severity: "LOW" } }], groups: [{ ids: [GHSA], aliases: [CVE], max_severity: "0.1" }] }] }] }) };

const handIn = (ctx: SystemContext, { text, from, claim }: Piece) => ground.upload({ ...ctx, actor: by(from) }, "evidence.json", text, claim);

const findings = async (ctx: SystemContext): Promise<FindingResult[]> =>
  (await readSystem(ctx, (tx) => rows<{ detail: FindingResult }>(tx, `SELECT detail FROM finding ORDER BY vulnerability, package_key`))).map(({ detail }) => detail);

/** An exception for the CVE, asked for and approved by two people. */
const except = (ctx: SystemContext): Promise<void> => withAdmin(ground.database.migratorUrl, async (client) => {
  const id = "11111111-1111-1111-1111-111111111111";
  await client.query(`INSERT INTO exception (system_id, id, type, digest, vulnerability, reason, requested_by, requested_at, expires_at)
    VALUES ($1, $2, 'risk-accepted', $3, $4, 'no exposure', 'mara', '2026-11-01', '2026-12-31')`, [ctx.systemId, id, DIGEST, CVE]);
  await client.query(`INSERT INTO judgement (system_id, id, kind, exception_id, value, reason, author, requested_by, at)
    VALUES ($1, $2, 'exception-approval', $2, '{}', 'agreed', 'ines', 'mara', '2026-11-02')`, [ctx.systemId, id]);
});

const OPEN = { vulnerability: CVE, severity: "high", status: "open", exception: null, clock: { stoppedAt: null }, vexDecision: { won: null } };

test("a name that nobody trusted gives a flaw lets no trusted VEX and no exception take effect on it, in any order of uploads", async () => {
  const lies = [advisory("liar"), unsignedVex, unsignedScan];
  const stored: unknown[] = [];
  for (const [name, order] of [["lies-last", [scan(), trustedVex(), ...lies]], ["lies-first", [...lies, trustedVex(), scan()]]] as const) {
    const ctx = await system(name);
    await except(ctx);
    for (const piece of order) {
      await handIn(ctx, piece);
      await ground.work();
    }
    const [finding, ...others] = await findings(ctx);
    expect(others, name).toEqual([]);
    expect(finding, name).toMatchObject(OPEN);
    expect(finding?.vexDecision.ignored.map(({ why }) => why), name).toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^E-0\\d says that ${GHSA} is ${CVE}, and nobody trusted does$`)) as string]));
    expect(finding?.exceptionsAside, name).toMatchObject([{ why: expect.stringContaining("nobody trusted does") as string }]);
    stored.push(finding?.seenAs?.map(({ id, ids }) => ({ id, ids })));
  }
  expect(stored[0]).toEqual(stored[1]);
});

test("the same names count once an accepted token states them, and no longer when the trust settings take that back", async () => {
  const ctx = await system("feed");
  for (const piece of [scan(), trustedVex(), advisory("feed")]) await handIn(ctx, piece);
  await ground.work();
  expect(await findings(ctx)).toMatchObject([OPEN]);
  expect((await findings(ctx))[0]?.vexDecision.ignored).toMatchObject([{ why: `another document says that ${GHSA} is ${CVE}, and nobody trusted does` }]);
  const change = async (acceptUnsignedFrom: string[], baseVersion: number): Promise<void> => {
    const proposed = await proposeTrustChange(ctx, { settings: { ...TRUST, acceptUnsignedFrom }, reason: "the feed of our own", baseVersion });
    if (!proposed.ok) throw new Error(JSON.stringify(proposed.problem));
    unwrapOk(await decideTrustChange({ ...ctx, actor: by("grace", "user") }, proposed.value.id, "approved"));
    await ground.work();
  };
  await change(["good", "feed"], 2);
  expect(await findings(ctx)).toMatchObject([{ vulnerability: CVE, status: "vex_not_affected", clock: { state: "stopped" } }]);
  expect((await findings(ctx))[0]).not.toHaveProperty("unverified");
  await change(["good"], 3);
  expect(await findings(ctx)).toMatchObject([OPEN]);
});

test("a second advisory of an accepted token counts though the pair was known before", async () => {
  const ctx = await system("second", { ...TRUST, acceptUnsignedFrom: ["good", "feed"] });
  for (const piece of [scan(), trustedVex(), advisory("liar")]) await handIn(ctx, piece);
  await ground.work();
  expect(await findings(ctx)).toMatchObject([OPEN]);
  await handIn(ctx, { ...advisory("feed"), text: advisory("feed").text.replace("2026-11-01", "2026-11-02") });
  await ground.work();
  expect(await findings(ctx)).toMatchObject([{ status: "vex_not_affected" }]);
});

test("every document that states a pair is kept, and handing it in again adds none", async () => {
  const ctx = await system("kept");
  const given = [scan(), unsignedScan, unsignedVex, advisory("liar"), { ...advisory("feed"), text: advisory("feed").text.replace("2026-11-01", "2026-11-02") }];
  const counts = async (): Promise<unknown> => {
    for (const piece of given) await handIn(ctx, piece);
    await ground.work();
    return readSystem(ctx, (tx) => rows(
      tx, `SELECT (SELECT count(*)::int FROM vulnerability_alias) AS pairs, (SELECT count(*)::int FROM advisory_alias) AS advisories,
        (SELECT count(*)::int FROM detection WHERE aliases <> '{}') AS reported, (SELECT count(*)::int FROM vex_statement WHERE aliases <> '{}') AS stated`));
  };
  const first = await counts();
  expect(first).toEqual([{ pairs: 2, advisories: 2, reported: 1, stated: 1 }]);
  expect(await counts()).toEqual(first);
});

const OTHER = "CVE-2024-9999";
const build = (n: number): { image: string; digest: string } => ({ image: IMAGE, digest: `sha256:${sha256Hex(`build ${n}`)}` });
/** Of the accepted token: knows the flaw as a GHSA, and its other name too. */
const knowing = (n: number, at: string): Piece => ({ from: "good", claim: build(n), text: JSON.stringify({
  matches: [{ vulnerability: { id: GHSA, severity: "High", fix: { versions: [], state: "unknown" } }, relatedVulnerabilities: [{ id: CVE }], artifact: { name: "golang.org/x/net", version: "v0.20.0", type: "go-module", purl: GO } }],
  source: { type: "image", target: { userInput: `${IMAGE}:${n}`, repoDigests: [`${IMAGE}@${build(n).digest}`] } }, distro: { name: "debian", version: "12" },
  descriptor: { name: "grype", version: "0.80.0", timestamp: at, db: { built: at, schemaVersion: "5" } },
}) });
const plain = (n: number, at: string): Piece => ({ from: "good", claim: build(n), text: scan(GHSA, at).text.replace(DIGEST, build(n).digest.slice(7)) });
/** Tears the GHSA from its CVE wherever nobody with standing holds them together. */
const tearing: Piece = { from: "liar", text: JSON.stringify({ schema_version: "1.6.0", id: GHSA, modified: "2026-11-01T00:00:00Z", aliases: [OTHER], affected: [] }) };
const shownIn = (ctx: SystemContext): Promise<{ digest: string; vulnerability: string; since: string }[]> =>
  readSystem(ctx, (tx) => rows(tx, `SELECT 'sha256:' || digest AS digest, vulnerability, detail->'clock'->>'startAt' AS since FROM finding ORDER BY vulnerability`));

test("a build that shows the flaw under another name learns of an earlier start, whichever build comes first", async () => {
  const given = [tearing, plain(1, "2026-11-18T00:00:00Z"), knowing(2, "2026-11-17T00:00:00Z"), knowing(2, "2026-10-01T00:00:00Z")];
  for (const [name, order] of [["early-last", given], ["early-first", given.toReversed()]] as const) {
    const ctx = await system(name);
    for (const piece of order) {
      await handIn(ctx, piece);
      await ground.work();
    }
    expect((await shownIn(ctx)).map(({ since, ...rest }) => ({ ...rest, since: since.slice(0, 10) })), name).toEqual([
      { digest: build(2).digest, vulnerability: CVE, since: "2026-10-01" }, { digest: build(1).digest, vulnerability: GHSA, since: "2026-10-01" },
    ]);
  }
});

test("no clock is met while a current build shows the flaw under another of its names", async () => {
  const ctx = await system("still-shown");
  await handIn(ctx, tearing);
  await handIn(ctx, plain(1, "2026-11-18T00:00:00Z"));
  await ground.work();
  now = new Date("2026-11-20T13:00:00.000Z");
  await handIn(ctx, knowing(2, "2026-11-19T00:00:00Z"));
  await ground.work();
  expect((await shownIn(ctx)).map(({ vulnerability }) => vulnerability)).toEqual([CVE, GHSA]);
  const clocks = await readSystem(ctx, (tx) => rows<{ vulnerability: string; state: string }>(tx, `SELECT vulnerability, state FROM patch_sla ORDER BY vulnerability`));
  expect(clocks.map(({ vulnerability, state }) => [vulnerability, state])).toEqual([[CVE, "within"], [GHSA, "within"]]);
});
