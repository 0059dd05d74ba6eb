import type { Client } from "pg";
import { hash, LINES, perLineOf, uuid, type Run } from "./search-data";

/** The instant the pages speak about: the generated digests are of the year before it. */
export const NOW = "2027-01-01T00:00:00.000Z";
const CLOCKS_PER_DIGEST = 2;
const DAY = "interval '1 day'";
const SEEN = "timestamptz '2026-01-01' + n * interval '5 minutes'";
const lineOf = (n: string, digests: number): string => `1 + ${n} / ${perLineOf(digests)}`;

/**
 * What the lists read beyond a generated system (search-data.ts): rollups as evaluation leaves them, owners, tags of
 * versions that stay, indexes over two platforms, deployments, clocks of which half are closed, four documents a digest
 * with submissions, receipts, scans and verdicts, and audit events. Then analysed.
 */
export async function fillLists(owner: Client, systemId: string, digests: number): Promise<void> {
  const run: Run = (sql, ...values) => owner.query(sql, values);
  await lines(run, systemId);
  await rollups(run, systemId);
  await clocks(run, systemId, digests);
  await evidence(run, systemId, digests);
  await run(`INSERT INTO audit_event (system_id, at, actor, action, object, digest, details)
    SELECT $1, ${SEEN}, '{"kind": "token", "id": "bench", "name": "bench"}', (ARRAY['evidence.received', 'digest.evaluated'])[1 + n % 2], 'digest', ${hash("n / 2")}, '{}'
    FROM generate_series(1, ${digests * 2}) n`, systemId);
  await run("VACUUM ANALYZE");
}

/** Owners for five of six lines, an index of two platforms as what is newest in every third, an inventory of every fifth. */
async function lines(run: Run, systemId: string): Promise<void> {
  const newest = `SELECT image_id, digest, first_seen_at, row_number() OVER (PARTITION BY image_id ORDER BY first_seen_at DESC) AS back,
      ('x' || right(image_id::text, 8))::bit(32)::int AS line FROM image_digest WHERE system_id = $1`;
  const index = (image: string): string => `encode(sha256(('index-' || ${image})::bytea), 'hex')`;
  await run(`UPDATE image SET owner_team = 'team-' || right(name, 1) || length(name), criticality = 'high', exposure = 'internal' WHERE system_id = $1 AND name !~ '[05]$'`, systemId);
  await run(`INSERT INTO image_tag (system_id, image_id, tag, digest, from_at) SELECT system_id, image_id, '1.' || left(digest, 12), digest, first_seen_at FROM image_digest WHERE system_id = $1`, systemId);
  await run(`INSERT INTO deployment (system_id, id, image_id, digest, environment, from_at, source)
    SELECT $1, gen_random_uuid(), image_id, digest, (ARRAY['production', 'staging'])[1 + (back % 2)::int], first_seen_at, 'bench' FROM (${newest}) x WHERE line % 5 = 0 AND back IN (1, 4)`, systemId);
  await run(`INSERT INTO digest (system_id, sha256, kind, first_seen_at, evaluated_revision) SELECT $1, ${index("image_id")}, 'index', first_seen_at, 0 FROM (${newest}) x WHERE line % 3 = 0 AND back = 1`, systemId);
  await run(`INSERT INTO identity_edge (system_id, type, from_sha256, to_sha256, platform, document_id, recorded_at)
    SELECT $1, 'index-has-manifest', ${index("image_id")}, digest, jsonb_build_object('os', 'linux', 'architecture', (ARRAY['arm64', 'amd64'])[back::int]), gen_random_uuid(), first_seen_at FROM (${newest}) x WHERE line % 3 = 0 AND back <= 2`, systemId);
  await run(`INSERT INTO image_digest (system_id, image_id, digest, first_seen_at) SELECT $1, image_id, ${index("image_id")}, first_seen_at + interval '1 second' FROM (${newest}) x WHERE line % 3 = 0 AND back = 1`, systemId);
  await run(`INSERT INTO image_tag (system_id, image_id, tag, digest, from_at) SELECT i.system_id, i.image_id, 'latest', i.digest, i.first_seen_at FROM image_digest i
    JOIN digest d ON d.system_id = i.system_id AND d.sha256 = i.digest AND d.kind = 'index' WHERE i.system_id = $1`, systemId);
}

/** In the shape of `rollupOf`; every eightieth digest has not been evaluated yet. */
async function rollups(run: Run, systemId: string): Promise<void> {
  const counts = (share: number): string =>
    `jsonb_build_object('critical', h % ${3 * share}, 'high', h % ${11 * share}, 'medium', h % ${40 * share}, 'low', h % ${90 * share}, 'negligible', h % ${20 * share}, 'none', 0, 'unknown', h % 2)`;
  const seal = (kind: string, step: number): string =>
    `jsonb_build_object('kind', '${kind}', 'state', (ARRAY['verified', 'present', 'missing', 'failed'])[1 + h / ${step} % 4], 'stateWords', (ARRAY['Verified', 'Present, not verified', 'Missing', 'Failed'])[1 + h / ${step} % 4])`;
  const framework = (id: string, title: string, version: string, controls: number): string =>
    `jsonb_build_object('id', '${id}', 'title', '${title}', 'version', '${version}', 'worst', (ARRAY['fail', 'needs_evidence', 'manual', 'pass'])[1 + h / 7 % 4],
      'counts', jsonb_build_object('pass', h % ${controls}, 'fail', CASE WHEN h / 7 % 4 = 0 THEN 1 + h % 3 ELSE 0 END, 'not_applicable', 1, 'needs_evidence', h % 5, 'manual', h % 4))`;
  const rollup = `jsonb_build_object('evaluationId', gen_random_uuid(), 'imageId', x.image_id, 'build', jsonb_build_object('grown', false, 'unrated', false),
      'asOf', '${NOW}', 'validUntil', '${NOW}', 'validUntilWhy', 'the newest scan is then older than the policy allows',
      'verdict', jsonb_build_object('result', (ARRAY['fail', 'needs_evidence', 'manual', 'pass'])[1 + h / 7 % 4],
        'sentence', 'Not ready to accept. ' || h % 9 || ' high findings are past their deadline, the oldest by ' || h % 70 || ' days; nothing is signed, and the newest scan is older than the policy allows. 21 of 34 image-level controls pass.',
        'basis', 'Rests on 74 controls of CIS Docker 1.8.0, NIST SP 800-190 and FedRAMP Rev 5 Moderate: ' || h % 30 || ' pass, 3 fail.'),
      'counts', jsonb_build_object('components', h % 900, 'findings', jsonb_build_object('raw', ${counts(3)}, 'afterVex', ${counts(2)}, 'open', ${counts(1)})),
      'ladder', jsonb_build_object('breached', h % 4, 'within24h', h % 2, 'within7d', h % 5, 'later', h % 60, 'accepted', h % 3, 'noClock', h % 30),
      'frameworks', jsonb_build_array(${framework("cis-docker", "CIS Docker Benchmark, images", "1.8.0", 12)}, ${framework("nist-800-190", "NIST SP 800-190", "2017-09", 20)}, ${framework("fedramp-rev5-moderate", "FedRAMP Moderate baseline, container controls", "Rev 5", 40)}),
      'seals', jsonb_build_array(${[["signature", 1], ["provenance", 3], ["sbom", 5], ["scan", 11], ["vex", 13]].map(([kind, step]) => seal(String(kind), Number(step))).join(", ")}),
      'shape', jsonb_build_object('kind', 'distroless', 'title', 'Distroless: no shell, no package manager', 'debug', false))`;
  await run(`UPDATE digest d SET rollup = ${rollup}, rollup_at = d.first_seen_at, valid_until = '${NOW}', config_sha256 = encode(sha256(('config-' || d.sha256)::bytea), 'hex')
    FROM (SELECT DISTINCT ON (digest) digest, image_id, (('x' || left(digest, 7))::bit(28)::int) AS h FROM image_digest WHERE system_id = $1) x
    WHERE d.system_id = $1 AND d.sha256 = x.digest AND h % 80 <> 0`, systemId);
  await run(`UPDATE digest SET facts_revision = 1 WHERE system_id = $1 AND rollup = '{"verdict": null}'`, systemId);
}

/** Of the open ones a tenth is past its deadline, a few are accepted, and some have no deadline. */
async function clocks(run: Run, systemId: string, digests: number): Promise<void> {
  await run(`INSERT INTO patch_sla (system_id, id, image_id, vulnerability, aliases, package_key, package_name, severity, severity_rank, digest, start_at, start_basis,
      due_at, stopped_at, stop_reason, state, rule, rule_version, owner_team, fixed_version, inputs, computed_at)
    SELECT $1, ${uuid("eeee", "n")}, ${uuid("aaaa", `1 + n % ${LINES}`)}, 'CVE-2024-' || lpad((n::bigint * 7 % 5000)::text, 6, '0'), ARRAY['GHSA-' || n], 'deb/debian/package-' || n % 40000, 'package-' || n % 40000,
      (ARRAY['critical', 'high', 'medium', 'low'])[1 + n / 3 % 4], n / 3 % 4, ${hash(`least(${digests - 1}, (n % ${LINES}) * ${perLineOf(digests)} + ${perLineOf(digests) - 1})`)}, due - 30 * ${DAY}, 'first observed by a scan of the line', CASE WHEN n % 20 <> 2 THEN due END,
      CASE WHEN closed THEN due + (n % 9 - 6) * ${DAY} END, CASE WHEN closed THEN 'a current digest no longer has it' END,
      CASE WHEN closed AND n % 9 <= 6 THEN 'met' WHEN closed THEN 'met-late' WHEN n % 20 = 4 THEN 'excepted' WHEN n % 20 = 2 THEN 'no-clock' ELSE 'within' END,
      'fedramp-conmon-legacy/high', 1, NULL, '1.' || n % 9, '{"severity": {"from": "high", "by": "the scanner"}, "start": "first observed"}', timestamptz '${NOW}'
    FROM (SELECT n, n % 2 = 1 AS closed, timestamptz '${NOW}' + CASE WHEN n % 2 = 1 THEN -(n / 7 % 300) ELSE n / 7 % 90 - 9 END * ${DAY} + n % 1440 * interval '1 minute' AS due
      FROM generate_series(1, ${digests * CLOCKS_PER_DIGEST}) n) x`, systemId);
}

const KINDS = [
  { kind: "vuln_scan", prefix: "cc01", file: "scan.json", path: "" },
  { kind: "provenance", prefix: "cc02", file: "provenance.sigstore.json", path: "" },
  { kind: "image_config", prefix: "cc03", file: "config.json", path: "" },
] as const;

/** One receipt a digest, with the bill of materials that is there and three more documents, each a submission of its own. */
async function evidence(run: Run, systemId: string, digests: number): Promise<void> {
  const actor = `'{"kind": "token", "id": "bench", "name": "bench"}'`;
  const series = `FROM generate_series(1, ${digests}) n`;
  const submission = (id: string, ordinal: number, bytes: string, file: string) => run(`INSERT INTO submission (system_id, id, receipt_id, ordinal, sha256, file_name, media_type, claimed_image, claimed_digest, claimed_tag, actor, recorded_at)
    SELECT $1, ${id}, ${uuid("ee01", "n")}, ${ordinal}, ${bytes}, '${file}', 'application/json', 'registry.example/team-1/service-' || ${lineOf("n", digests)}, ${hash("n")}, NULL, ${actor}, ${SEEN} ${series}`, systemId);
  await submission(uuid("dddd", "n"), 0, hash("n"), "sbom.json");
  for (const [at, { kind, prefix, file, path }] of KINDS.entries()) {
    const bytes = kind === "image_config" ? `encode(sha256(('config-' || ${hash("n")})::bytea), 'hex')` : `encode(sha256(('${kind}-' || n)::bytea), 'hex')`;
    await submission(uuid(prefix, "n"), at + 1, bytes, file);
    await run(`INSERT INTO document (system_id, id, submission_id, path, sha256, size_bytes, state, room, revision, kind, summary, recorded_at, identities, facts, counts, notes)
      SELECT $1, ${uuid(prefix, "n")}, ${uuid(prefix, "n")}, '${path}', ${bytes}, 40000, 'read', 'bench', 1, '${kind}', '${kind} of digest ' || n, ${SEEN}, '[]',
        ${kind === "image_config" ? `jsonb_build_object('config', jsonb_build_object('created', to_char(${SEEN}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))` : kind === "provenance" ? `'{"signatures": 1}'` : "'{}'"}, '{}', '[]' ${series}`, systemId);
    await run(`INSERT INTO binding_current (system_id, document_id, ordinal, digest, state, why, generation, recorded_at)
      SELECT $1, ${uuid(prefix, "n")}, 0, CASE WHEN n % 500 <> 0 THEN ${hash("n")} END, CASE n % 1000 WHEN 0 THEN 'pending' WHEN 500 THEN 'conflict' ELSE 'named' END, 'It names the digest.', 1, ${SEEN} ${series}`, systemId);
  }
  await run(`INSERT INTO scan (system_id, document_id, scanner, status, started_at, targets, severity_counts)
    SELECT $1, ${uuid("cc01", "n")}, 'trivy', 'complete', ${SEEN}, '[]', jsonb_build_object('critical', n % 3, 'high', n % 11, 'medium', n % 40, 'low', n % 90) ${series}`, systemId);
  await run(`INSERT INTO verification (system_id, id, document_id, state, checks, signer, issuer, at, digest, image_id)
    SELECT $1, ${uuid("ff00", "n")}, ${uuid("cc02", "n")}, (ARRAY['verified', 'verified', 'verified', 'invalid'])[1 + n % 4],
      (SELECT jsonb_agg(jsonb_build_object('id', 'step-' || k, 'name', 'What step ' || k || ' looks at', 'expected', 'what it expects', 'got', 'what it got', 'ok', true, 'required', true)) FROM generate_series(1, 9) k),
      'https://ci.example/workflow@refs/heads/main', 'https://issuer.example', ${SEEN}, ${hash("n")}, ${uuid("aaaa", lineOf("n", digests))} ${series}`, systemId);
  await run(`INSERT INTO receipt (system_id, id, state, actor, recorded_at, updated_at, done_at, submission_ids)
    SELECT $1, ${uuid("ee01", "n")}, CASE WHEN n > ${digests - 200} THEN 'stored' ELSE 'done' END, ${actor}, ${SEEN}, ${SEEN}, ${SEEN},
      ARRAY[${uuid("dddd", "n")}, ${KINDS.map(({ prefix }) => uuid(prefix, "n")).join(", ")}] ${series}`, systemId);
}
