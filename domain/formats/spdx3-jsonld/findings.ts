import type { DetectionFact } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import { normaliseSeverity, severityOfScore } from "../../model/severity";
import { type Notes, tooMany } from "../shared/reading";
import { type JsonObject, listAt, textAt } from "../shared/values";
import { creationOf } from "./creation";
import { type Flaw, isWithdrawn, locators, securityInstant, securityMember, securityText } from "./flaws";
import { type Element, elementAt, entryOf, type Graph, isRelationship, references } from "./graph";
import { isPackage, partsOf } from "./naming";
import { pairKey } from "./statements";

interface Score {
  cvss: DetectionFact["cvss"][number];
  word: string | null;
}

/**
 * `hasAssociatedVulnerability` where no statement of the document decides the flaw for the package: a flaw that
 * somebody saw, as a CycloneDX vulnerability without analysis is.
 */
export function readFindings(graph: Graph, flaws: ReadonlyMap<string, Flaw>, decided: ReadonlySet<string>, max: number, notes: Notes): Result<DetectionFact[]> {
  const rows = graph.elements.filter((element) => isRelationship(element) && entryOf(textAt(element.json, "relationshipType")) === "hasAssociatedVulnerability");
  const scores = rows.length === 0 ? new Map<string, Score[]>() : readScores(graph);
  const seen = new Set<string>(decided);
  const found: DetectionFact[] = [];
  let pairs = 0;
  for (const row of rows) {
    const ends = { from: references(row.json, "from"), to: references(row.json, "to") };
    pairs += ends.from.length * ends.to.length;
    if (pairs > max) return tooMany("spdx3", "vulnerabilities of packages", max, pairs, row.at);
    for (const [from, to] of ends.from.flatMap((one) => ends.to.map((other) => [one, other] as const))) {
      const key = pairKey(to, from);
      const flaw = flaws.get(to);
      if (seen.has(key) || flaw?.withdrawn === true) continue;
      seen.add(key);
      const holder = graph.byId.get(from);
      if (flaw === undefined || flaw.names.length === 0 || holder === undefined || !isPackage(holder)) {
        notes.add("ignored", "spdx3/associated-unknown", "a vulnerability without an id, or a package, that the document does not have", row.at);
      } else {
        for (const name of flaw.names) found.push(detectionOf(name, flaw.json, holder, scores.get(to) ?? [], row.at));
      }
    }
  }
  return ok(found);
}

function detectionOf({ vulnerability, aliases }: Flaw["names"][number], json: JsonObject, holder: Element, scores: readonly Score[], at: string): DetectionFact {
  const { purl, type, namespace, name, version } = partsOf(holder);
  const rated = scores.find(({ word }) => word !== null);
  const [url] = [...listAt(json, "externalIdentifier"), ...listAt(json, "externalRef")].flatMap(locators);
  return {
    vulnerability,
    aliases,
    package: { purl, type, namespace, name, version },
    fixedVersions: [],
    fixState: null,
    severity: rated === undefined ? severityOfScore(scores[0]?.cvss.score) : normaliseSeverity(rated.word),
    severityWord: rated?.word ?? null,
    severitySource: rated === undefined || rated.cvss.source === "unknown" ? null : rated.cvss.source,
    cvss: scores.map(({ cvss }) => cvss),
    publishedAt: securityInstant(json, "publishedTime"),
    title: (textAt(json, "summary") ?? textAt(json, "description"))?.slice(0, 500) ?? null,
    url: url ?? null,
    at,
  };
}

const CVSS = /^(?:security_)?CvssV([234])VulnAssessmentRelationship$/;
const VERSIONS: Readonly<Record<string, string>> = { 2: "2.0", 3: "3", 4: "4.0" };

/** CVSS assessments that still hold, by the element of their flaw. */
function readScores(graph: Graph): Map<string, Score[]> {
  const found = new Map<string, Score[]>();
  for (const element of graph.elements) {
    const major = CVSS.exec(element.type)?.[1];
    if (major === undefined || isWithdrawn(element.json)) continue;
    const { json } = element;
    const vector = securityText(json, "vectorString");
    const stated = securityMember(json, "score");
    const score = typeof stated === "number" || (typeof stated === "string" && /^\d{1,2}(?:\.\d{1,3})?$/.test(stated)) ? Number(stated) : null;
    const version = /^CVSS:(\d\.\d)\//.exec(vector ?? "")?.[1] ?? VERSIONS[major] ?? major;
    const source = textAt(elementAt(json, "suppliedBy", graph), "name") ?? creationOf(element, graph)?.author ?? "unknown";
    const row = { cvss: { source, version, vector, score }, word: entryOf(securityText(json, "severity")) };
    for (const id of references(json, "from")) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [row]);
      else known.push(row);
    }
  }
  return found;
}
