import { standingOf } from "../../basis/standing";
import { lacks, violates, type ControlContext, type Point, type Rule } from "../../control";

const SECRET_WORDS = new Set(["pass", "passwd", "password", "passphrase", "secret", "secrets", "token", "apikey", "credential", "credentials"]);
const HARMLESS = /^(?:|true|false|none|null|\d{1,4}|change-?me|placeholder|example|dummy|redacted|x{3,}|\*{3,}|<.{0,200}>|\$\{?[A-Za-z_].{0,200}|\/.{0,4096})$/i;
const CREDENTIAL = /AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{10,}|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\b(?:glpat|npm)[-_][A-Za-z0-9_-]{20,}/;

/** Whether a name speaks of a secret. Names of files and directories that hold one are no secret. */
function namesSecret(name: string): boolean {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/);
  if (["file", "path", "dir", "url", "name"].includes(words.at(-1) ?? "")) return false;
  const keyed = words.some((word, i) => (word === "api" || word === "private" || word === "access") && words[i + 1] === "key");
  return keyed || words.some((word) => SECRET_WORDS.has(word));
}

/**
 * 4.10: names that speak of secrets with a real value, credential patterns, and findings of secret scans fail. Silence
 * passes nothing: a scan has to say that it saw every layer, also files deleted later. Values are never repeated.
 */
export const secrets: Rule = (context) => [...configPoints(context), ...scanPoints(context)];

function configPoints({ facts }: ControlContext): Point[] {
  const config = facts.config;
  if (config === null) return [lacks("The environment, labels and history", "No image configuration was received", ["image_config"])];
  const looked = "No secret in environment, labels or history";
  const hit = (where: string, at: string): Point => violates(looked, where, [`${config.evidence}#${at}`], `${where} seems to hold a secret`);
  const points: Point[] = [];
  for (const [i, { name, value }] of config.env.entries()) {
    if ((namesSecret(name) && !HARMLESS.test(value)) || CREDENTIAL.test(value)) points.push(hit(`Environment variable ${name}`, `/config/Env/${i}`));
  }
  for (const [key, value] of Object.entries(config.labels).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if ((namesSecret(key) && !HARMLESS.test(value)) || CREDENTIAL.test(value)) points.push(hit(`Label ${key}`, `/config/Labels/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  }
  for (const [i, step] of config.history.entries()) {
    if (CREDENTIAL.test((step.createdBy ?? "").slice(0, 16_384))) points.push(hit(`Build step ${i + 1}`, `/history/${i}`));
  }
  return points;
}

function scanPoints({ facts, index }: ControlContext): Point[] {
  const looked = "A secret scan of all layers, configuration and history";
  const scans = facts.scans.filter((scan) => scan.secrets !== null && standingOf(index, scan.evidence).mayFail).toSorted((a, b) => (a.evidence < b.evidence ? -1 : 1));
  const found = scans.filter((scan) => (scan.secrets ?? 0) > 0);
  const points = found.map((scan) => violates("No finding of a secret scan", `${scan.secrets} by ${scan.scanner}`, [scan.evidence], `A secret scan reports ${scan.secrets} ${scan.secrets === 1 ? "finding" : "findings"}`));
  if (scans.length === 0) points.push(lacks(looked, "No secret scan was received", ["secret_scan"]));
  else if (found.length === 0) points.push(lacks(looked, "The scan found none, and does not say that it saw every layer, also files deleted later", ["secret_scan"], scans.map((scan) => scan.evidence), "No secret was found, but no scan says that it saw every layer"));
  return points;
}
