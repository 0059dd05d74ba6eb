import { describe, expect, it } from "vitest";
import { sha256Of, readText } from "../formats/shared/read-for-test";
import { eachNode, readDocument } from "./read-document";

const bom = { bomFormat: "CycloneDX", specVersion: "1.5", version: 1, components: [{ type: "library", name: "a", version: "1", purl: "pkg:npm/a@1" }] };
const statement = { _type: "https://in-toto.io/Statement/v1", predicateType: "https://cyclonedx.org/bom", subject: [{ name: "app", digest: { sha256: "a".repeat(64) } }], predicate: bom };
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");
const envelope = (inner: unknown): object => ({ payloadType: "application/vnd.in-toto+json", payload: base64(inner), signatures: [{ keyid: "", sig: "AA==" }] });

describe("readDocument", () => {
  it("opens envelope and statement and hands the subject down to the SBOM", () => {
    const nodes = [...eachNode(readText(envelope(statement)))];
    expect(nodes.map((node) => [node.path, node.room, node.state])).toEqual([
      ["", "dsse", "read"],
      ["payload", "in-toto-statement", "read"],
      ["payload/predicate", "cyclonedx-json", "read"],
    ]);
    expect(nodes[2]?.inherited).toEqual([{ type: "subject", sha256: "a".repeat(64), name: "app", at: "/subject/0/digest/sha256" }]);
    expect(nodes[1]?.sha256).toBe(sha256Of(nodes[1]?.bytes ?? new Uint8Array()));
  });

  it.each([["as text", JSON.stringify(bom)], ["under Data", { Data: bom, Timestamp: "" }], ["as text under Data", { Data: JSON.stringify(bom) }]])("reads a predicate written %s", (_name, predicate) => {
    const rooms = [...eachNode(readText({ ...statement, predicate }))].map((node) => node.room);
    expect(rooms).toEqual(["in-toto-statement", "cyclonedx-json"]);
  });

  it("reads JSON Lines with one bad line: good ones as documents, the bad one as refused", () => {
    const node = readText(`${JSON.stringify(envelope(statement))}\n{"broken":\n${JSON.stringify(bom)}\n`);
    expect(node).toMatchObject({ state: "carrier", carrier: "json-lines" });
    expect(node.children.map((child) => [child.path, child.state, child.problem?.code])).toEqual([["line/1", "read", undefined], ["line/2", "refused", "json/truncated"], ["line/3", "read", undefined]]);
  });

  it("reads several pretty documents in one file", () => {
    const node = readText(`${JSON.stringify(bom, null, 2)}\n${JSON.stringify(bom, null, 2)}`);
    expect([node.carrier, node.children.map((child) => child.room)]).toEqual(["json-sequence", ["cyclonedx-json", "cyclonedx-json"]]);
  });

  it("finds the document between a tool's chatter and colours, and says that text was left out", () => {
    const node = readText(`\u001b[32mPulling…\u001b[0m\n${JSON.stringify(bom, null, 2)}\nDone. See you.\n`);
    expect(node).toMatchObject({ state: "carrier", carrier: "chatter", children: [{ room: "cyclonedx-json", state: "read" }] });
    expect(node.notes.map((note) => note.code)).toContain("ingest/text-around-documents");
  });

  it("does not take a signed document out of text that follows it", () => {
    const node = readText(`${JSON.stringify(envelope(statement))}\ninvalid data\n`);
    expect(node.children[0]?.problem?.code).toBe("ingest/text-behind-document");
  });

  it("does not dig documents out of a page about them", () => {
    expect(readText(`# Manual\n${"words ".repeat(400)}\n${JSON.stringify(bom)}\n`)).toMatchObject({ state: "opaque", children: [] });
  });

  it("does not dig documents out of a broken one", () => {
    expect(readText(`{"list": [\n${JSON.stringify(bom)}\n,]}`)).toMatchObject({ state: "refused", problem: { code: "json/syntax" }, children: [] });
  });

  it("refuses duplicate keys in envelopes and notes them in SBOMs", () => {
    const doubled = JSON.stringify(envelope(statement)).replace('"signatures"', '"payloadType":"x","signatures"');
    expect(readText(doubled).problem).toMatchObject({ code: "ingest/duplicate-keys", at: "/payloadType" });
    const sbom = readText(JSON.stringify(bom).replace('"version":1,', '"version":1,"version":2,'));
    expect([sbom.state, sbom.notes.map((note) => note.code)]).toEqual(["read", ["json/duplicate-keys"]]);
  });

  it("keeps what nobody claims, and what two rooms claim, as opaque", () => {
    expect(readText({ hello: "world" })).toMatchObject({ state: "opaque", claims: [] });
    const both = { schemaVersion: 2, manifests: [], layers: [], config: {} };
    expect(readText(both)).toMatchObject({ state: "opaque", claims: ["oci-index", "oci-manifest"] });
    expect(readText({ ...bom, spdxVersion: "SPDX-2.3" }).claims).toEqual(["cyclonedx-json", "spdx-json"]);
  });

  it.each(["", "[]", "{}", "null", "0", '"text"', "<html>", "\0\0"])("has no facts for %j", (text) => {
    expect(readText(text).reading).toBeNull();
  });

  it("names the compression it does not unpack", () => {
    expect(readText(Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]))).toMatchObject({ state: "refused", problem: { code: "ingest/compressed" } });
  });

  it("stops at eight documents inside documents", () => {
    let inner: object = statement;
    for (let i = 0; i < 12; i += 1) inner = envelope({ ...statement, predicate: inner });
    const nodes = [...eachNode(readText(inner))];
    expect(nodes.at(-1)?.problem?.code).toBe("ingest/too-deep");
    expect(nodes.length).toBe(10);
  });

  it("stops at the limit of documents", () => {
    const lines = `${JSON.stringify(bom)}\n`.repeat(20);
    expect(readText(lines, { maxDocuments: 10 })).toMatchObject({ state: "refused", problem: { code: "ingest/too-many-documents", limit: { max: 10 } } });
  });

  it("replaces what no database can hold and says so", () => {
    const node = readText(JSON.stringify(bom).replace('"name":"a"', '"name":"a\\u0000\\ud800"'));
    expect(node.reading?.facts.sbom?.components[0]?.name).toBe("a");
    expect(node.notes.map((note) => note.code)).toEqual(["json/unstorable-characters"]);
  });

  it("survives a room that throws", () => {
    const broken = { id: "broken", title: "", revision: 1, duplicateKeys: "note" as const, sniff: () => true, read: () => { throw new Error("defect"); } };
    const bytes = new TextEncoder().encode("{}");
    expect(readDocument({ bytes, sha256: sha256Of(bytes), hint: null, sha256Of, rooms: [broken] })).toMatchObject({ state: "refused", problem: { code: "ingest/room-failed" } });
  });
});
