import type { DetectionFact, ScanFacts } from "../../model/document";
import { normaliseSeverity, severityOfScore } from "../../model/severity";
import { packageFromWords } from "../shared/ecosystems";
import { packageParts } from "../shared/packages";
import { isObject, listAt, objectAt, textAt, textsAt } from "../shared/values";
import { isSuppressed, levelOf, type Result, type Run, saysNothingFound } from "./result";
import { lines, type Vulnerable, vulnerableOf } from "./vulnerable";

/** Scanners whose silence at least shows that packages were looked at. */
const IMAGE_SCANNERS = /^(?:trivy|grype|anchore grype.*|snyk container|docker scout|osv-scanner)$/i;

export interface RunFindings {
  /** Null where the run is no vulnerability scan: another kind of tool, with no result that names a package. */
  scan: ScanFacts | null;
  read: number;
  unread: number;
  nothingFound: number;
  suppressed: number;
}

/** What of a run can be stood for: results that state vulnerability, package and version. The rest is counted. */
export function findingsOf({ run, tool, results }: Run): RunFindings {
  const found = results.filter((result) => !saysNothingFound(result));
  const pairs = found.map((result) => ({ result, vulnerable: vulnerableOf(result) }));
  const detections = pairs.flatMap(({ result, vulnerable }) => (vulnerable === null ? [] : [detection(result, vulnerable)]));
  const unread = found.length - detections.length;
  const counts = { read: detections.length, unread, nothingFound: results.length - found.length, suppressed: found.filter(({ row }) => isSuppressed(row)).length };
  if (detections.length === 0 && !IMAGE_SCANNERS.test(tool?.name ?? "")) return { scan: null, ...counts };
  return { scan: scanOf(run, tool, detections, unread), ...counts };
}

/** SARIF carries neither the age of the database nor the packages seen; only an invocation can say that the run ended well. */
function scanOf(run: Run["run"], tool: Run["tool"], detections: DetectionFact[], unread: number): ScanFacts {
  const invocations = listAt(run, "invocations");
  const ended = invocations.map((one) => (isObject(one) ? (one["executionSuccessful"] ?? one["toolExecutionSuccessful"]) : null));
  const status = ended.includes(false) ? "failed" : unread > 0 ? "partial" : ended.length > 0 && ended.every((one) => one === true) ? "complete" : "undetermined";
  return {
    scanner: tool ?? { name: "unknown", version: null },
    database: { version: null, updatedAt: null },
    startedAt: null,
    finishedAt: null,
    status,
    os: null,
    targets: [],
    packagesSeen: null,
    detections,
    secrets: null,
    misconfigurations: null,
  };
}

function detection(result: Result, vulnerable: Vulnerable): DetectionFact {
  const { purl, type, namespace, name, version } = packageParts({ ...packageFromWords(vulnerable.ecosystem ?? "unknown", vulnerable.name), purlText: vulnerable.purl, version: vulnerable.version });
  const score = scoreOf(result);
  return {
    vulnerability: vulnerable.id,
    aliases: vulnerable.aliases,
    package: { purl, type, namespace, name, version },
    fixedVersions: (vulnerable.fixed ?? "").split(",").map((part) => part.trim()).filter((part) => part !== ""),
    fixState: null,
    ...severityOf(result, score),
    cvss: [],
    publishedAt: null,
    title: textAt(objectAt(result.rule, "shortDescription"), "text")?.slice(0, 500) ?? null,
    url: textAt(result.rule, "helpUri"),
    at: result.at,
  };
}

/** The word of the scanner where it wrote one; else its score; a level alone ("error") is no severity and is only shown. */
function severityOf(result: Result, score: number | null): Pick<DetectionFact, "severity" | "severityWord" | "severitySource"> {
  const properties = objectAt(result.rule, "properties");
  const words = [
    lines(result.message).get("severity"),
    lines(textAt(objectAt(result.rule, "help"), "text") ?? "").get("severity"),
    textAt(properties, "cvssV3_severity"),
    /^(\w+) severity - /.exec(textAt(objectAt(result.rule, "shortDescription"), "text") ?? "")?.[1],
    /^An? (\w+) vulnerability in /.exec(result.message)?.[1],
    ...textsAt(properties, "tags"),
  ];
  const word = words.find((one) => typeof one === "string" && normaliseSeverity(one) !== "unknown");
  if (typeof word === "string") return { severity: normaliseSeverity(word), severityWord: word, severitySource: null };
  if (score !== null) return { severity: severityOfScore(score), severityWord: String(score), severitySource: "cvss" };
  return { severity: "unknown", severityWord: levelOf(result), severitySource: null };
}

/** `security-severity` is a CVSS base score written as text; zero stands for "none known". */
function scoreOf({ row, rule }: Result): number | null {
  const text = textAt(objectAt(rule, "properties"), "security-severity") ?? textAt(objectAt(row, "properties"), "security-severity");
  const score = text !== null && /^\d{1,2}(?:\.\d+)?$/.test(text) ? Number(text) : null;
  return score !== null && score > 0 && score <= 10 ? score : null;
}
