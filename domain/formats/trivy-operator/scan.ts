import type { ScanFacts } from "../../model/document";
import { instant, type JsonObject, listAt, objectAt, textAt } from "../shared/values";

export function scannerOf(body: JsonObject): { name: string; version: string | null } {
  const scanner = objectAt(body, "scanner");
  return { name: textAt(scanner, "name") ?? "trivy-operator", version: textAt(scanner, "version") };
}

/** The operator writes a report when its scan job has ended; the age of the database and the packages seen are not in it. */
export function emptyScan(body: JsonObject): ScanFacts {
  const os = objectAt(body, "os");
  const family = textAt(os, "family");
  return {
    scanner: scannerOf(body),
    database: { version: null, updatedAt: null },
    startedAt: null,
    finishedAt: instant(body["updateTimestamp"]),
    status: "complete",
    os: family === null || family === "none" ? null : { id: family, version: textAt(os, "name"), supported: os["eosl"] === true ? false : null },
    targets: targetsOf(body),
    packagesSeen: null,
    detections: [],
    secrets: null,
    misconfigurations: null,
  };
}

function targetsOf(body: JsonObject): ScanFacts["targets"] {
  const counts = new Map<string, { name: string; type: string; findings: number }>();
  for (const row of listAt(body, "vulnerabilities")) {
    const name = textAt(row, "target") ?? "";
    const type = textAt(row, "packageType") ?? textAt(row, "class") ?? "unknown";
    const key = JSON.stringify([name, type]);
    const known = counts.get(key) ?? { name, type, findings: 0 };
    counts.set(key, { ...known, findings: known.findings + 1 });
  }
  return [...counts.values()];
}
