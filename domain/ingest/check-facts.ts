import type { ComponentFact, DetectionFact, Reading, VexStatementFact } from "../model/document";
import type { Problem } from "../model/problem";

/** Characters of what is searched, keyed and printed in tables. Longer is no package anybody ships. */
const MAX = { name: 1024, version: 512, purl: 8192, id: 256, word: 1024 } as const;

interface Measured {
  what: keyof typeof MAX;
  text: string | null;
  at: string;
}

/** The first fact with a text that no table could hold or show, null when all fit. Code: ingest/text-too-long. */
export function textTooLong({ facts, tool, formatVersion }: Pick<Reading, "facts" | "tool" | "formatVersion">): Problem | null {
  for (const text of [tool?.name, tool?.version, formatVersion]) {
    if ((text?.length ?? 0) > MAX.word) return { code: "ingest/text-too-long", detail: "the tool or the version of the format is longer than accepted", limit: { name: "characters in a tool", max: MAX.word, got: text?.length ?? 0 } };
  }
  for (const list of [facts.sbom?.components.map(ofComponent), facts.scan?.detections.map(ofDetection), facts.vex?.statements.map(ofStatement), facts.advisory && [ids({ vulnerability: facts.advisory.id, aliases: facts.advisory.aliases }, "/aliases")]]) {
    for (const { what, text, at } of (list ?? []).flat()) {
      if (text !== null && text.length > MAX[what]) {
        return { code: "ingest/text-too-long", detail: `a ${what} is longer than accepted`, at, limit: { name: `characters in a ${what}`, max: MAX[what], got: text.length } };
      }
    }
  }
  return null;
}

function ofPackage(fact: Pick<ComponentFact, "purl" | "type" | "namespace" | "name" | "version">, at: string): Measured[] {
  return [
    { what: "name", text: fact.name, at: `${at}/name` },
    { what: "name", text: fact.namespace, at },
    { what: "version", text: fact.version, at: `${at}/version` },
    { what: "word", text: fact.type, at: `${at}/type` },
  ];
}

function ofComponent(fact: ComponentFact): Measured[] {
  return [...ofPackage(fact, fact.at), { what: "purl", text: fact.purlText, at: `${fact.at}/purl` }, { what: "purl", text: fact.ref, at: fact.at }, { what: "word", text: fact.supplier, at: fact.at }];
}

function ofDetection(fact: DetectionFact): Measured[] {
  return [...ofPackage(fact.package, fact.at), ...ids(fact, fact.at)];
}

function ofStatement(fact: VexStatementFact): Measured[] {
  return [...ids(fact, fact.at), { what: "word", text: fact.author ?? null, at: fact.at }, ...fact.products.map((product): Measured => ({ what: "purl", text: product.id, at: fact.at }))];
}

function ids(fact: { vulnerability: string; aliases: string[] }, at: string): Measured[] {
  return [fact.vulnerability, ...fact.aliases].map((text): Measured => ({ what: "id", text, at }));
}
