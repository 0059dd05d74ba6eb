import { afterAll, beforeAll, expect, test } from "vitest";
import { decideVex } from "../../../domain/matching/decide-vex";
import type { DigestFacts } from "../../../domain/model/evaluation";
import { unwrapOk } from "../../../domain/model/problem";
import { createTestDatabase, type TestDatabase } from "../../../tests/setup/test-database";
import { clock } from "../../clock";
import { createParser, type Parser } from "../../jobs/parse";
import { loadDigestFacts } from "../../queries/load-digest-facts";
import { openStore, readSystem, type Store, type SystemContext } from "../../store";
import { Claims } from "../../worker/claims";
import { workUntilDone, type WorkerParts } from "../../worker/loop";
import { ensureSystem } from "../ensure-default-system";
import { receiveEvidence } from "../receive-evidence";
import { sampleImage } from "./sample-image";

let database: TestDatabase;
let web: Store;
let worker: Store;
let claims: Claims;
let parser: Parser;
let parts: WorkerParts;

const image = sampleImage();
const DIGEST = image.manifest.sha256;
const CVE = "CVE-2024-1111";

beforeAll(async () => {
  clock.now = () => new Date("2026-11-20T12:00:00.000Z");
  database = await createTestDatabase();
  web = openStore(database.webUrl, "web");
  worker = openStore(database.workerUrl, "worker");
  claims = new Claims(database.workerUrl);
  parser = createParser({ heapMb: 512, seconds: 30 });
  parts = { store: worker, claims, parser, limits: { maxDocumentBytes: 64e6, maxComponents: 200_000, maxRatio: 200 }, log: () => {}, stopping: () => false };
});

afterAll(async () => {
  await parser?.close();
  await claims?.close();
  await web?.close();
  await worker?.close();
  await database?.drop();
});

const info = { creationInfo: "_:info" };
const statement = {
  type: "security_VexNotAffectedVulnAssessmentRelationship", spdxId: "urn:vex-1", creationInfo: "_:vendor", relationshipType: "doesNotAffect",
  from: "urn:cve", to: ["urn:ssl"], security_justificationType: "vulnerableCodeNotInExecutePath",
};

/** A bill of materials of the sample image, and beside it what a vendor says of one package. */
const both = JSON.stringify({
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    { "@id": "_:info", type: "CreationInfo", specVersion: "3.0.1", created: "2026-11-19T08:00:00Z", createdBy: ["urn:builder"] },
    { "@id": "_:vendor", type: "CreationInfo", specVersion: "3.0.1", created: "2026-11-19T09:00:00Z", createdBy: ["urn:vendor"] },
    { type: "Organization", spdxId: "urn:builder", ...info, name: "builder" },
    { type: "Organization", spdxId: "urn:vendor", ...info, name: "vendor" },
    { type: "SpdxDocument", spdxId: "urn:document", ...info, rootElement: ["urn:sbom"] },
    { type: "software_Sbom", spdxId: "urn:sbom", ...info, rootElement: ["urn:image"] },
    { type: "software_Package", spdxId: "urn:image", ...info, name: "api", software_primaryPurpose: "container", software_packageUrl: `pkg:oci/api@sha256%3A${DIGEST}` },
    { type: "software_Package", spdxId: "urn:ssl", ...info, name: "libssl3", software_packageVersion: "3.0.14-1", software_packageUrl: "pkg:deb/debian/libssl3@3.0.14-1" },
    { type: "security_Vulnerability", spdxId: "urn:cve", ...info, externalIdentifier: [{ type: "ExternalIdentifier", externalIdentifierType: "cve", identifier: CVE }] },
    statement,
    { ...statement, spdxId: "urn:vex-2", creationInfo: "_:info", to: ["urn:image"] },
  ],
});

const FILES: Record<string, string> = { manifest: Buffer.from(image.manifest.bytes).toString(), scan: Buffer.from(image.scan.bytes).toString(), both };

/** Uploads in this order, one by one; answers the facts of the digest. */
async function after(name: string, ...files: string[]): Promise<DigestFacts> {
  const systemId = await ensureSystem(database.migratorUrl, { name, title: name, sample: false });
  const ctx: SystemContext = { systemId, store: web, actor: { kind: "token", id: "t1", name: "pipeline" } };
  for (const file of files) {
    async function* stream(): AsyncIterable<Uint8Array> {
      yield Buffer.from(FILES[file] ?? "");
    }
    unwrapOk(await receiveEvidence(ctx, [{ fileName: file, mediaType: null, stream: stream() }], { image: "registry.example/payments/api:1.4", digest: `sha256:${DIGEST}` }, { maxFileBytes: 1e9, maxFiles: 9 }));
    await workUntilDone(parts);
  }
  const facts = await readSystem(ctx, (tx) => loadDigestFacts(tx, { systemId, digest: DIGEST, imageId: null, asOf: "2026-11-21T00:00:00Z" }));
  if (facts === null) throw new Error("the digest is not known");
  return facts;
}

test("one SPDX 3 document is a bill of materials and VEX at once, each statement by its own author", async () => {
  for (const order of [["manifest", "scan", "both"], ["both", "scan", "manifest"]]) {
    const facts = await after(order.join("-"), ...order);
    expect(facts.evidence.find((one) => one.fileName === "both"), order.join(" ")).toMatchObject({ kind: "sbom", binding: "named" });
    const records = facts.vex.map(({ vulnerability, status, author, productMatch, packageKeys, observedAt }) => ({ vulnerability, status, author, productMatch, packageKeys, observedAt }));
    expect(records.sort((a, b) => String(b.author).localeCompare(String(a.author)))).toEqual([
      { vulnerability: CVE, status: "not_affected", author: "vendor", productMatch: "package", packageKeys: ["deb/debian/libssl3"], observedAt: "2026-11-19T09:00:00.000Z" },
      { vulnerability: CVE, status: "not_affected", author: "builder", productMatch: "digest", packageKeys: [], observedAt: "2026-11-19T08:00:00.000Z" },
    ]);
    const [finding] = facts.findings.filter((one) => one.vulnerability === CVE);
    if (finding === undefined) throw new Error("no finding");
    const decide = (signed: boolean): string | undefined => {
      const policy = { ...facts.policy, approved: { ...facts.policy.approved, vexIssuers: ["vendor"] } };
      const vex = facts.vex.map((one) => (signed ? { ...one, verification: "verified" as const } : one));
      return decideVex(finding, vex, new Map(facts.evidence.map((one) => [one.id, one])), policy).winner?.author ?? undefined;
    };
    expect([decide(true), decide(false)]).toEqual(["vendor", undefined]);
  }
}, 120_000);
