import { z } from "zod";
import { burnDownDay } from "./burn-down";
import { build, historyEvent } from "./history";
import { asOf, digestText, pageOf, paging, problemDocument, sha256Hex } from "./common";
import { component, componentFilters } from "./component";
import { controlFilters, controlResult } from "./control";
import { digestDetail } from "./digest";
import { expectation, expectationAhead, expectationDetail, expectationWrite, expectationWritten } from "./expectation";
import { evidenceFilters, evidenceItem } from "./evidence";
import { clock, clockFilters, finding, findingFilters } from "./finding";
import { imageDetail, imageFilters, imageRow } from "./image";
import { packetQuery, packetStatus } from "./packet";
import { compareAnswer, compareQuery } from "./compare";
import { searchAnswer, searchFilters, versionSpread } from "./search";
import { trustAhead, trustDecided, trustDecision, trustDetail, trustLook, trustProposal, trustProposed, trustRootImported, trustTest, trustVerdict } from "./trust";
import { digestTableQuery, fileTableQuery, imageTableQuery, systemTableQuery, tableRow, trustTableQuery } from "./table";
import { evidenceQuery, preview, receipt, receiptFilters, receiptRow } from "./receipt";

/** Rights a route can ask for; `public` needs nobody signed in. The server's table says which role has which. */
export type RouteAction = "public" | "read" | "receipt.read" | "evidence.submit" | "packet.request" | "token.manage" | "trust.manage" | "line.expect";

export interface Operation<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
> {
  id: string;
  method: "GET" | "POST" | "PUT";
  path: string;
  action: RouteAction;
  summary: string;
  params: P;
  query: Q;
  responses: Record<string, { description: string; schema?: z.ZodType; mediaType?: string; headers?: string[] }>;
  /** Bytes the request carries, when it carries any. */
  body?: { description: string; mediaTypes: string[]; schema?: z.ZodType };
  /** Lists that also answer CSV, by `.csv` behind the path or by `Accept: text/csv`. */
  csv?: boolean;
}

const define = <P extends z.ZodObject, Q extends z.ZodObject>(operation: Operation<P, Q>): Operation<P, Q> => operation;

const system = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const inSystem = z.object({ system });
const ofDigest = z.object({ system, digest: digestText });
const ofImage = z.object({ system, image: z.string().min(1).max(500) });
const none = z.object({});
const base = "/api/v1/systems/{system}";
const image = z.string().max(500).optional();
const imageQuery = z.object({ image });

const json = (description: string, schema: z.ZodType) => ({ description, mediaTypes: ["application/json"], schema });

const packetAnswers = (mediaType: string) => ({
  "200": { description: "The packet", mediaType, headers: ["ETag", "Content-Disposition"] },
  "202": { description: "Being built: ask Location again after Retry-After seconds", schema: packetStatus, headers: ["Location", "Retry-After"] },
});

/** Every operation of the API: routes, OpenAPI and tests read this one list. */
export const operations = {
  listSystems: define({
    id: "listSystems", method: "GET", path: "/api/v1/systems", action: "read",
    summary: "Systems the caller may read",
    params: none, query: none,
    responses: { "200": { description: "Systems", schema: z.object({ items: z.array(z.object({ name: z.string(), title: z.string(), sample: z.boolean() })) }) } },
  }),
  submitEvidence: define({
    id: "submitEvidence", method: "POST", path: `${base}/evidence`, action: "evidence.submit",
    summary: "Hand in evidence: one file as the body, or several as multipart/form-data (one atomic bundle)",
    params: inSystem, query: evidenceQuery,
    body: {
      description: "The file's bytes. Content-Encoding may be identity, gzip or zstd; Content-Digest (RFC 9530) is compared when given.",
      mediaTypes: ["application/octet-stream", "application/json", "multipart/form-data"],
    },
    responses: { "202": { description: "Durable; it is read afterwards and the receipt says what became of it", schema: receipt, headers: ["Location"] } },
  }),
  getReceipt: define({
    id: "getReceipt", method: "GET", path: "/api/v1/receipts/{id}", action: "receipt.read",
    summary: "What became of a submission, document by document",
    params: z.object({ id: z.guid() }), query: none,
    responses: { "200": { description: "Receipt", schema: receipt } },
  }),
  previewEvidence: define({
    id: "previewEvidence", method: "POST", path: `${base}/evidence/preview`, action: "evidence.submit",
    summary: "What handing in these files would do, by what is held now; nothing is stored",
    params: inSystem, query: evidenceQuery,
    body: {
      description: "As submitEvidence, up to a smaller limit.",
      mediaTypes: ["application/octet-stream", "application/json", "multipart/form-data"],
    },
    responses: { "200": { description: "What each document is, what it would be about and why", schema: preview } },
  }),
  listReceipts: define({
    id: "listReceipts", method: "GET", path: `${base}/receipts`, action: "read", csv: true,
    summary: "Receipts, newest first", params: inSystem, query: receiptFilters,
    responses: { "200": { description: "Receipts", schema: pageOf(receiptRow) } },
  }),
  listImages: define({
    id: "listImages", method: "GET", path: `${base}/images`, action: "read", csv: true,
    summary: "Image lines, by name or in the order asked for", params: inSystem, query: imageFilters,
    responses: { "200": { description: "Images", schema: pageOf(imageRow) } },
  }),
  getImage: define({
    id: "getImage", method: "GET", path: `${base}/images/{image}`, action: "read",
    summary: "One image line and its digests over time", params: ofImage, query: none,
    responses: { "200": { description: "Image", schema: imageDetail } },
  }),
  getDigest: define({
    id: "getDigest", method: "GET", path: `${base}/digests/{digest}`, action: "read",
    summary: "Kind, platforms, images, shape, seals, counts and results of a digest", params: ofDigest, query: imageQuery,
    responses: { "200": { description: "Digest", schema: digestDetail } },
  }),
  listComponents: define({
    id: "listComponents", method: "GET", path: `${base}/digests/{digest}/components`, action: "read", csv: true,
    summary: "Components of the newest SBOM that is bound to the digest", params: ofDigest, query: componentFilters.extend({ asOf }),
    responses: { "200": { description: "Components", schema: pageOf(component) } },
  }),
  listFindings: define({
    id: "listFindings", method: "GET", path: `${base}/digests/{digest}/findings`, action: "read", csv: true,
    summary: "Findings, most severe first, with what VEX and exceptions did to them", params: ofDigest, query: findingFilters.extend({ asOf }),
    responses: { "200": { description: "Findings", schema: pageOf(finding) } },
  }),
  listDigestEvidence: define({
    id: "listDigestEvidence", method: "GET", path: `${base}/digests/{digest}/evidence`, action: "read", csv: true,
    summary: "Documents about a digest, with binding and verification", params: ofDigest, query: evidenceFilters.extend({ image, asOf }),
    responses: { "200": { description: "Evidence", schema: pageOf(evidenceItem) } },
  }),
  listControls: define({
    id: "listControls", method: "GET", path: `${base}/digests/{digest}/controls`, action: "read", csv: true,
    summary: "Results per control, each with what was looked for and found", params: ofDigest, query: controlFilters.extend({ asOf }),
    responses: { "200": { description: "Results", schema: pageOf(controlResult) } },
  }),
  listDigestHistory: define({
    id: "listDigestHistory", method: "GET", path: `${base}/digests/{digest}/history`, action: "read", csv: true,
    summary: "Audit events about a digest, newest first, each with whether it is sealed", params: ofDigest, query: z.object({ ...paging, asOf }),
    responses: { "200": { description: "Events", schema: pageOf(historyEvent) } },
  }),
  listBuilds: define({
    id: "listBuilds", method: "GET", path: `${base}/images/{image}/builds`, action: "read", csv: true,
    summary: "Builds of an image line in order: severities when each was built and now", params: ofImage, query: z.object(paging),
    responses: { "200": { description: "Builds", schema: pageOf(build) } },
  }),
  getExpectation: define({
    id: "getExpectation", method: "GET", path: `${base}/images/{image}/expectation`, action: "read",
    summary: "What every build of an image line must come from, and its earlier versions", params: ofImage, query: none,
    responses: { "200": { description: "Expectation", schema: expectationDetail } },
  }),
  setExpectation: define({
    id: "setExpectation", method: "PUT", path: `${base}/images/{image}/expectation`, action: "line.expect",
    summary: "Say what every build of an image line must come from: a new version, after which its digests are evaluated again",
    params: ofImage, query: none, body: json("The whole expectation, and the version it was written against; what is left out or null is not expected", expectationWrite),
    responses: { "200": { description: "Recorded, or expected already", schema: expectationWritten }, "409": { description: "Somebody has written since: read it again", mediaType: "application/problem+json", schema: problemDocument } },
  }),
  previewExpectation: define({
    id: "previewExpectation", method: "POST", path: `${base}/images/{image}/expectation/preview`, action: "read",
    summary: "Would the current digest of the line meet this, why not, and which results would change; nothing is stored",
    params: ofImage, query: none, body: json("The expectation to try", expectation),
    responses: { "200": { description: "Problems, or what would be", schema: expectationAhead } },
  }),
  listSystemTable: define({
    id: "listSystemTable", method: "GET", path: `${base}/tables`, action: "read", csv: true,
    summary: "A table of the system's pages: owners of open clocks, results by framework, or the newest events",
    params: inSystem, query: systemTableQuery, responses: { "200": { description: "Rows", schema: pageOf(tableRow) } },
  }),
  listImageTable: define({
    id: "listImageTable", method: "GET", path: `${base}/images/{image}/tables`, action: "read", csv: true,
    summary: "A table of an image line: its digests over time, or what each tag named from when to when",
    params: z.object({ system, image: z.string().min(1).max(500) }), query: imageTableQuery, responses: { "200": { description: "Rows", schema: pageOf(tableRow) } },
  }),
  listDigestTable: define({
    id: "listDigestTable", method: "GET", path: `${base}/digests/{digest}/tables`, action: "read", csv: true,
    summary: "A smaller table of a digest's tabs, under its line and as-of", params: ofDigest, query: digestTableQuery,
    responses: { "200": { description: "Rows", schema: pageOf(tableRow) } },
  }),
  listFileTable: define({
    id: "listFileTable", method: "GET", path: `${base}/evidence/{sha256}/tables`, action: "read", csv: true,
    summary: "A table of one file of the evidence: its documents, results of checks, verdicts, or what its bills of materials state and lack",
    params: z.object({ system, sha256: sha256Hex }), query: fileTableQuery, responses: { "200": { description: "Rows", schema: pageOf(tableRow) } },
  }),
  listTrustTable: define({
    id: "listTrustTable", method: "GET", path: `${base}/trust/tables`, action: "read", csv: true,
    summary: "A table of the trust settings: signers, tokens, roots, open changes, history, or audit rows",
    params: inSystem, query: trustTableQuery, responses: { "200": { description: "Rows", schema: pageOf(tableRow) } },
  }),
  listSearchVersions: define({
    id: "listSearchVersions", method: "GET", path: `${base}/search/versions`, action: "read", csv: true,
    summary: "How the versions of what is searched for are spread over digests", params: inSystem, query: searchFilters,
    responses: { "200": { description: "Versions", schema: pageOf(versionSpread) } },
  }),
  getPacketPdf: define({
    id: "getPacketPdf", method: "GET", path: `${base}/digests/{digest}/packet.pdf`, action: "packet.request",
    summary: "The audit packet as PDF", params: ofDigest, query: packetQuery, responses: packetAnswers("application/pdf"),
  }),
  getPacketJson: define({
    id: "getPacketJson", method: "GET", path: `${base}/digests/{digest}/packet.json`, action: "packet.request",
    summary: "The audit packet as data", params: ofDigest, query: packetQuery, responses: packetAnswers("application/json"),
  }),
  listEvidence: define({
    id: "listEvidence", method: "GET", path: `${base}/evidence`, action: "read", csv: true,
    summary: "Register of all evidence, newest first", params: inSystem, query: evidenceFilters,
    responses: { "200": { description: "Evidence", schema: pageOf(evidenceItem) } },
  }),
  getRawEvidence: define({
    id: "getRawEvidence", method: "GET", path: `${base}/evidence/{sha256}/raw`, action: "read",
    summary: "The exact bytes that were handed in", params: z.object({ system, sha256: sha256Hex }), query: none,
    responses: { "200": { description: "Bytes", mediaType: "application/octet-stream", headers: ["Content-Digest", "Content-Disposition"] } },
  }),
  listClocks: define({
    id: "listClocks", method: "GET", path: `${base}/sla`, action: "read", csv: true,
    summary: "Clocks of the image lines, the earliest due first", params: inSystem, query: clockFilters,
    responses: { "200": { description: "Clocks", schema: pageOf(clock) } },
  }),
  listBurnDown: define({
    id: "listBurnDown", method: "GET", path: `${base}/sla/by-day`, action: "read", csv: true,
    summary: "Open clocks per day: 30 days back as they are known today, and 30 days ahead if nothing were fixed", params: inSystem, query: z.object(paging),
    responses: { "200": { description: "Days", schema: pageOf(burnDownDay) } },
  }),
  search: define({
    id: "search", method: "GET", path: `${base}/search`, action: "read", csv: true,
    summary: "Where a vulnerability, a package, a digest or an image is; items and CSV are its places, current ones first",
    params: inSystem, query: searchFilters,
    responses: { "200": { description: "The answer and one page of places", schema: searchAnswer } },
  }),
  compareDigests: define({
    id: "compareDigests", method: "GET", path: `${base}/compare`, action: "read", csv: true,
    summary: "What changed from digest a to digest b: findings, packages, configuration, provenance; items and CSV are the list asked for",
    params: inSystem, query: compareQuery,
    responses: { "200": { description: "The comparison and one page of a list", schema: compareAnswer } },
  }),
  getTrust: define({
    id: "getTrust", method: "GET", path: `${base}/trust`, action: "read",
    summary: "Whose signatures are believed, since when, and what is asked to change", params: inSystem, query: none,
    responses: { "200": { description: "Trust settings", schema: trustDetail } },
  }),
  previewTrust: define({
    id: "previewTrust", method: "POST", path: `${base}/trust/preview`, action: "trust.manage",
    summary: "What is wrong with proposed settings, and what a bounded number of signed documents would become; nothing is stored",
    params: inSystem, query: none, body: json("Proposed settings", trustLook),
    responses: { "200": { description: "Problems, or what would change", schema: trustAhead } },
  }),
  proposeTrustChange: define({
    id: "proposeTrustChange", method: "POST", path: `${base}/trust/changes`, action: "trust.manage",
    summary: "Ask for a change of trust: it takes effect when another administrator approves it, or after 24 hours",
    params: inSystem, query: none, body: json("Settings, the reason, and the version they were written against", trustProposal),
    responses: { "201": { description: "Proposed", schema: trustProposed, headers: ["Location"] } },
  }),
  decideTrustChange: define({
    id: "decideTrustChange", method: "POST", path: `${base}/trust/changes/{change}/decision`, action: "trust.manage",
    summary: "Approve or refuse somebody else's change, or withdraw one's own",
    params: z.object({ system, change: z.guid() }), query: none, body: json("The decision", trustDecision),
    responses: { "200": { description: "Decided", schema: trustDecided } },
  }),
  importTrustRoot: define({
    id: "importTrustRoot", method: "POST", path: `${base}/trust/roots`, action: "trust.manage",
    summary: "Keep a private trusted_root.json; no rule means it before the settings name it",
    params: inSystem, query: z.object({ source: z.string().trim().min(1).max(500) }),
    body: { description: "The exact bytes of a Sigstore trusted_root.json, at most 1 MiB", mediaTypes: ["application/json", "application/octet-stream"] },
    responses: { "200": { description: "Held", schema: trustRootImported } },
  }),
  testTrust: define({
    id: "testTrust", method: "POST", path: `${base}/trust/test`, action: "read",
    summary: "Would this document be verified? Every step, and every rule with why it does not hold; nothing is stored",
    params: inSystem, query: none, body: json("Document, digest, image, and settings to try", trustTest),
    responses: { "200": { description: "The verdict", schema: trustVerdict } },
  }),
  getOpenApi: define({
    id: "getOpenApi", method: "GET", path: "/api/v1/openapi.json", action: "public",
    summary: "This document", params: none, query: none,
    responses: { "200": { description: "OpenAPI 3.1", mediaType: "application/json" } },
  }),
  getHealth: define({
    id: "getHealth", method: "GET", path: "/healthz", action: "public",
    summary: "The process answers", params: none, query: none,
    responses: { "200": { description: "Alive", schema: z.object({ status: z.literal("ok") }) } },
  }),
  getReadiness: define({
    id: "getReadiness", method: "GET", path: "/readyz", action: "public",
    summary: "Database answers and has been made ready", params: none, query: none,
    responses: {
      "200": { description: "Ready", schema: z.object({ status: z.literal("ready"), checks: z.record(z.string(), z.string()) }) },
      "503": { description: "Not ready" },
    },
  }),
} as const;
