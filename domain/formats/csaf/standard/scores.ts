import { severityOfScore } from "../../../model/severity";
import { isObject, type JsonObject, listAt, numberAt, textAt, textsAt } from "../../shared/values";
import type { Rule, Say } from "./breach";

const VECTORS: Readonly<Record<string, RegExp>> = {
  "2.0": /^(?:AV|AC|Au|C|I|A|E|RL|RC|CDP|TD|CR|IR|AR):[A-Z]{1,3}(?:\/(?:AV|AC|Au|C|I|A|E|RL|RC|CDP|TD|CR|IR|AR):[A-Z]{1,4}){5,13}$/,
  "3.0": /^CVSS:3\.0\/(?:[A-Z]{1,3}:[A-Z])(?:\/[A-Z]{1,3}:[A-Z]){7,21}$/,
  "3.1": /^CVSS:3\.1\/(?:[A-Z]{1,3}:[A-Z])(?:\/[A-Z]{1,3}:[A-Z]){7,21}$/,
};

/** Scores are whole, say once what they say, and their words fit their numbers (6.1.7, 6.1.8, 6.1.9 as far as words go). */
export const scores: Rule = (json, say) => {
  for (const [i, flaw] of listAt(json, "vulnerabilities").entries()) {
    const seen = new Set<string>();
    for (const [k, score] of listAt(flaw, "scores").entries()) {
      const at = `/vulnerabilities/${i}/scores/${k}`;
      for (const key of ["cvss_v2", "cvss_v3"]) {
        const cvss = isObject(score) ? score[key] : undefined;
        if (cvss === undefined) continue;
        if (!isObject(cvss)) {
          say("6.1.8", "a CVSS score is an object", `${at}/${key}`);
          continue;
        }
        checkCvss(cvss, key === "cvss_v3", `${at}/${key}`, say);
        for (const product of textsAt(score, "products")) {
          const once = JSON.stringify([product, textAt(cvss, "version")]);
          if (seen.has(once)) say("6.1.7", "one product has two scores of one version", `${at}/products`);
          seen.add(once);
        }
      }
    }
  }
};

function checkCvss(cvss: JsonObject, three: boolean, at: string, say: Say): void {
  const version = textAt(cvss, "version") ?? "";
  const vector = textAt(cvss, "vectorString") ?? "";
  const score = numberAt(cvss, "baseScore");
  const known = Object.hasOwn(VECTORS, version) && (version === "2.0") !== three;
  if (!known) say("6.1.8", "a CVSS version that the standard does not have here", `${at}/version`);
  else if (!VECTORS[version]?.test(vector)) say("6.1.8", "a vector that is not one of its version", `${at}/vectorString`);
  if (score === null || score < 0 || score > 10) say("6.1.8", "a base score is a number from 0 to 10", `${at}/baseScore`);
  const word = textAt(cvss, "baseSeverity");
  if (!three) return;
  if (word === null) say("6.1.8", "a CVSS 3 score states its severity", `${at}/baseSeverity`);
  else if (score !== null && score > 0 && word.toLowerCase() !== severityOfScore(score)) say("6.1.9", "the severity is not the one of the score", `${at}/baseSeverity`);
}

