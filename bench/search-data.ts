import type { Client } from "pg";

export interface Size {
  digests: number;
  findings: number;
}

export const LINES = 2_000;
/** Packages of five versions each; one more of one version is in every digest. */
const PACKAGES = 40_000;
const COMPONENTS = 10;
const VULNERABILITIES = 5_000;
export const perLineOf = (digests: number): number => Math.ceil(digests / LINES);
/** SQL of the nth id of a kind of rows (a prefix of four hexadecimal digits), and of the nth digest. */
export const uuid = (prefix: string, n: string): string => `('${prefix}' || lpad(to_hex(${n}), 28, '0'))::uuid`;
export const hash = (n: string): string => `encode(sha256(('digest-' || ${n})::bytea), 'hex')`;
export const flawName = (n: number): string => `CVE-2024-${String(n).padStart(6, "0")}`;

/**
 * A system as it looks after two years: lines of fifty digests with a tag on the newest, bills of materials of a few
 * components, findings spread over flaws, one flaw in every fifth digest, and a detail in each as wide as evaluation
 * writes. Made of set-based statements, then analysed: nothing of it goes through the product.
 */
export async function generate(owner: Client, systemId: string, { digests, findings }: Size): Promise<void> {
  const run = (sql: string, ...values: unknown[]) => owner.query(sql, values);
  const perLine = perLineOf(digests);
  await run(`INSERT INTO image (system_id, id, name, created_at)
    SELECT $1, ${uuid("aaaa", "n")}, 'registry.example/team-' || n % 40 || '/service-' || n, now() FROM generate_series(1, ${LINES}) n`, systemId);
  await run(`INSERT INTO digest (system_id, sha256, kind, first_seen_at, evaluated_revision, rollup)
    SELECT $1, ${hash("n")}, 'manifest', timestamptz '2026-01-01' + n * interval '5 minutes', 0, '{"verdict": null}' FROM generate_series(1, ${digests}) n`, systemId);
  await run(`INSERT INTO image_digest (system_id, image_id, digest, first_seen_at)
    SELECT $1, ${uuid("aaaa", "1 + n / " + String(perLine))}, ${hash("n")}, timestamptz '2026-01-01' + n * interval '5 minutes' FROM generate_series(1, ${digests}) n
    WHERE 1 + n / ${perLine} <= ${LINES}`, systemId);
  await run(`INSERT INTO image_tag (system_id, image_id, tag, digest, from_at, to_at)
    SELECT system_id, image_id, 'v', digest, first_seen_at, lead(first_seen_at) OVER (PARTITION BY image_id ORDER BY first_seen_at) FROM image_digest WHERE system_id = $1`, systemId);
  await run(`INSERT INTO package (id, package_key, type, namespace, name, version, purl)
    SELECT ${uuid("bbbb", "n")}, 'deb/debian/package-' || n / 5, 'deb', 'debian', 'package-' || n / 5, '1.' || n % 5, NULL FROM generate_series(1, ${PACKAGES * 5}) n
    UNION ALL SELECT ${uuid("bbbb", "0")}, 'deb/debian/base-files', 'deb', 'debian', 'base-files', '12', NULL`);
  await documents(run, systemId, digests);
  await run(`INSERT INTO component (system_id, document_id, ordinal, package_id, licences, paths, at)
    SELECT $1, ${uuid("cccc", "n")}, k, CASE k WHEN 0 THEN ${uuid("bbbb", "0")} ELSE ${uuid("bbbb", "1 + (n::bigint * 37 + k * 7919) % " + String(PACKAGES * 5))} END, '{}', '{}', '/components/' || k
    FROM generate_series(1, ${digests}) n, generate_series(0, ${COMPONENTS - 1}) k`, systemId);
  await fillFindings(run, systemId, digests, findings, perLine);
  await run(`INSERT INTO vulnerability_alias (system_id, name, alias, recorded_at)
    SELECT $1, 'CVE-2021-44228', 'GHSA-aaaa-bbbb-cccc', now()`, systemId);
  await run("VACUUM ANALYZE");
}

export type Run = (sql: string, ...values: unknown[]) => Promise<unknown>;

async function documents(run: Run, systemId: string, digests: number): Promise<void> {
  await run(`INSERT INTO document (system_id, id, submission_id, path, sha256, size_bytes, state, revision, kind, summary, recorded_at, identities, facts, counts, notes)
    SELECT $1, ${uuid("cccc", "n")}, ${uuid("dddd", "n")}, '', ${hash("n")}, 1000, 'read', 1, 'sbom', '', timestamptz '2026-01-01' + n * interval '5 minutes', '[]', '{}', '{}', '[]'
    FROM generate_series(1, ${digests}) n`, systemId);
  await run(`INSERT INTO binding_current (system_id, document_id, ordinal, digest, state, why, generation, recorded_at)
    SELECT $1, ${uuid("cccc", "n")}, 0, ${hash("n")}, 'named', '', 1, now() FROM generate_series(1, ${digests}) n`, systemId);
}

async function fillFindings(run: Run, systemId: string, digests: number, findings: number, perLine: number): Promise<void> {
  const insert = (select: string) => run(`INSERT INTO finding (system_id, image_id, digest, vulnerability, package_key, package_id, package_name, package_version, severity,
      severity_rank, status, clock_state, first_observed_at, detail) ${select} ON CONFLICT DO NOTHING`, systemId);
  const detail = `jsonb_build_object('aliases', '[]'::jsonb, 'vexDecision', jsonb_build_object('won', null, 'ignored', '[]'::jsonb), 'because', repeat('a reason of some length, ', 20))`;
  await insert(`SELECT $1, ${uuid("aaaa", "1 + d / " + String(perLine))}, ${hash("d")}, 'CVE-2024-' || lpad((n::bigint * 7 % ${VULNERABILITIES})::text, 6, '0'),
      'deb/debian/package-' || (n % ${PACKAGES}), ${uuid("bbbb", "1 + (n::bigint * 5) % " + String(PACKAGES * 5))}, 'package-' || (n % ${PACKAGES}), '1.0', 'high', 1,
      (ARRAY['open', 'open', 'vex_not_affected', 'excepted', 'gone'])[1 + n % 5], 'within', timestamptz '2026-01-01' + n * interval '1 second', ${detail}
    FROM (SELECT n, (1 + (n::bigint * 7919 + n / ${VULNERABILITIES}) % ${digests})::int AS d FROM generate_series(1, ${findings}) n) x`);
  await insert(`SELECT $1, ${uuid("aaaa", "1 + d / " + String(perLine))}, ${hash("d")}, 'CVE-2021-44228', 'maven/org.apache/log4j', ${uuid("bbbb", "1 + d % 25")}, 'log4j', '2', 'critical', 0,
      CASE WHEN d % 3 = 0 THEN 'vex_not_affected' ELSE 'open' END, 'within', timestamptz '2026-01-01', ${detail}
    FROM (SELECT n * 5 AS d FROM generate_series(1, ${Math.floor(digests / 5)}) n) x`);
}
