import { afterAll, beforeAll, expect, test } from "vitest";
import { decideVex } from "../../../domain/matching/decide-vex";
import type { DigestFacts } from "../../../domain/model/evaluation";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { loadDigestFacts } from "../../queries/load-digest-facts";
import { readSystem } from "../../store";
import { sampleImage } from "./sample-image";

let ground: WorkerGround;

const image = sampleImage();
const DIGEST = image.manifest.sha256;
const UUID = "3e671687-395b-41f5-a30f-a58921a69b79";
const CVE = "CVE-2024-1111";

beforeAll(async () => {
  clock.now = () => new Date("2026-11-20T12:00:00.000Z");
  ground = await openWorkerGround();
});

afterAll(() => ground?.close());

const subject = { type: "container", "bom-ref": "root", name: "registry.example/payments/api", version: `sha256:${DIGEST}` };

const sbom = (version: number, purl: string): string =>
  JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${UUID}`, version, metadata: { component: subject }, components: [{ type: "library", "bom-ref": "ssl", name: "libssl3", version: "3.0.14-1", purl }] });

/** In XML, so that both syntaxes walk the whole way. */
const vex = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><metadata><authors><author><name>vendor</name></author></authors>
  <component type="container" bom-ref="root"><name>registry.example/payments/api</name><version>sha256:${DIGEST}</version></component></metadata>
  <vulnerabilities><vulnerability><id>${CVE}</id><analysis><state>not_affected</state><justification>code_not_reachable</justification></analysis>
  <affects><target><ref>urn:cdx:${UUID}/1#ssl</ref></target></affects></vulnerability></vulnerabilities></bom>`;

const FILES: Record<string, string> = {
  manifest: Buffer.from(image.manifest.bytes).toString(),
  scan: Buffer.from(image.scan.bytes).toString(),
  config: Buffer.from(image.config.bytes).toString(),
  sbom: sbom(1, "pkg:deb/debian/libssl3@3.0.14-1"),
  newer: sbom(2, "pkg:deb/debian/libssl3@3.0.14-1"),
  twin: sbom(1, "pkg:golang/golang.org/x/net@v0.20.0"),
  vex,
};

/** Uploads in this order, one by one; answers the facts of the digest. */
async function after(name: string, ...files: string[]): Promise<DigestFacts> {
  const ctx = await ground.system(name);
  for (const file of files) {
    await ground.upload(ctx, file, FILES[file] ?? "", { image: "registry.example/payments/api:1.4", digest: `sha256:${DIGEST}` });
    await ground.work();
  }
  const facts = await readSystem(ctx, (tx) => loadDigestFacts(tx, { systemId: ctx.systemId, digest: DIGEST, imageId: null, asOf: "2026-11-21T00:00:00Z" }));
  if (facts === null) throw new Error("the digest is not known");
  return facts;
}

const fileOf = (facts: DigestFacts, id: string | undefined): string | undefined => facts.evidence.find((one) => one.id === id)?.fileName;
const records = (facts: DigestFacts) => facts.vex.map(({ productMatch, packageKeys, through, openLinks }) => ({ productMatch, packageKeys, through: fileOf(facts, through), openLinks }));

/** The same facts with signature, author and bill of materials in order: what the link alone decides. */
function decided(facts: DigestFacts): string | undefined {
  const [finding] = facts.findings.filter((one) => one.vulnerability === CVE);
  if (finding === undefined) throw new Error("no finding");
  const held = new Map(facts.evidence.map((one) => [one.id, { ...one, binding: "named" as const, accepted: { by: "lead", at: one.recordedAt, reason: "test" } }]));
  const policy = { ...facts.policy, approved: { ...facts.policy.approved, vexIssuers: ["vendor"] } };
  return decideVex(finding, facts.vex.map((one) => ({ ...one, verification: "verified" as const })), held, policy).winner?.status;
}

const OPEN = [{ productMatch: "unmatched", packageKeys: [], through: undefined, openLinks: [`urn:cdx:${UUID}/1#ssl`] }];
const FOUND = [{ productMatch: "package", packageKeys: ["deb/debian/libssl3"], through: "sbom", openLinks: undefined }];

test("a VEX that points into a bill of materials waits for it, whichever comes first", async () => {
  const waiting = await after("waiting", "manifest", "config", "scan", "vex");
  expect([records(waiting), decided(waiting)]).toEqual([OPEN, undefined]);
  for (const order of [["manifest", "config", "scan", "vex", "sbom"], ["sbom", "vex", "scan", "config", "manifest"], ["vex", "manifest", "sbom", "scan", "config"]]) {
    const facts = await after(order.join("-"), ...order);
    expect([records(facts), decided(facts)], order.join(" ")).toEqual([FOUND, "not_affected"]);
  }
}, 120_000);

test("another version of the bill of materials answers no link, and two that disagree answer none", async () => {
  expect(records(await after("newer", "manifest", "config", "scan", "newer", "vex"))).toEqual(OPEN);
  const twins = await after("twins", "manifest", "config", "scan", "sbom", "twin", "vex");
  expect([records(twins), decided(twins)]).toEqual([OPEN, undefined]);
}, 120_000);

test("an unsigned VEX stays advice however its link is followed", async () => {
  const facts = await after("advice", "manifest", "config", "scan", "sbom", "vex");
  const [finding] = facts.findings.filter((one) => one.vulnerability === CVE);
  if (finding === undefined) throw new Error("no finding");
  const { winner } = decideVex(finding, facts.vex, new Map(facts.evidence.map((one) => [one.id, one])), facts.policy);
  expect(winner).toBeNull();
});
