import type { DigestDetail } from "../../contracts/digest";
import type { DigestHeader } from "../../contracts/pages";
import type { Problem } from "../../domain/model/problem";
import type { DigestEvaluation } from "../../domain/model/evaluation";
import type { Ctx } from "../auth/principal";
import { evaluateAt } from "./evaluate-at";
import { NO_LINE, rows, type Tx } from "../store";
import { kindOf } from "./digest-rows";
import { beside, lineBuilds, type LineScope, type Subject } from "./line-builds";
import { lineName } from "./line-name";
import { iso, withoutPrefix, withPrefix, withPrefixOrNull } from "./read";
import { readPlatform } from "./stored-json";

export interface DigestAsk {
  /** "sha256:<64 hex>" */
  digest: string;
  /** The image line to speak about; without it the digest's first line by name. */
  image?: string | undefined;
  /** What was known then; without it, now. */
  asOf?: string | undefined;
}

interface Line {
  id: string;
  name: string;
  team: string | null;
  person: string | null;
  contact: string | null;
}

interface StoredDetail {
  sha256: string;
  kind: string;
  media_type: string | null;
  platform: unknown;
  config_sha256: string | null;
  size_bytes: number | null;
  layer_count: number | null;
  annotations: unknown;
  first_seen_at: Date;
  behind: boolean;
  problem: Problem | null;
  lines: Line[] | null;
  tags: { image: string; tag: string; from: string; to: string | null }[] | null;
  platforms: { digest: string; platform: unknown }[] | null;
  parents: string[] | null;
}

/** A stored evaluation without its two long lists, which tabs read for themselves. */
export type EvaluationHead = Omit<DigestEvaluation, "findings" | "results">;

interface StoredEvaluation {
  id: string;
  result: EvaluationHead;
  recorded_at: Date;
  valid_until: Date | null;
}

export interface DigestCore {
  stored: StoredDetail;
  line: Line | null;
  /** Key of the line in rebuildable tables. */
  lineId: string;
  evaluation: StoredEvaluation | null;
  /** For a look at the past: the whole evaluation, made from the facts recorded until then. */
  past: DigestEvaluation | null;
  detail: DigestDetail;
}

const DETAIL = `
  SELECT d.sha256, d.kind, d.media_type, d.platform, d.config_sha256, d.size_bytes::float8 AS size_bytes, d.layer_count, d.annotations,
    d.first_seen_at, d.facts_revision > d.evaluated_revision AS behind, d.problem,
    (SELECT jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'team', i.owner_team, 'person', i.owner_person, 'contact', i.owner_contact)
        ORDER BY i.name COLLATE "C")
      FROM image_digest x JOIN image i ON i.system_id = x.system_id AND i.id = x.image_id
      WHERE x.system_id = d.system_id AND x.digest = d.sha256) AS lines,
    (SELECT jsonb_agg(jsonb_build_object('image', i.name, 'tag', t.tag, 'from', t.from_at, 'to', t.to_at) ORDER BY t.from_at, t.tag)
      FROM image_tag t JOIN image i ON i.system_id = t.system_id AND i.id = t.image_id
      WHERE t.system_id = d.system_id AND t.digest = d.sha256) AS tags,
    (SELECT jsonb_agg(DISTINCT jsonb_build_object('digest', e.to_sha256, 'platform', e.platform)) FROM identity_edge e
      WHERE e.system_id = d.system_id AND e.type = 'index-has-manifest' AND e.from_sha256 = d.sha256) AS platforms,
    (SELECT array_agg(DISTINCT e.from_sha256) FROM identity_edge e
      WHERE e.system_id = d.system_id AND e.type = 'index-has-manifest' AND e.to_sha256 = d.sha256) AS parents
  FROM digest d WHERE d.system_id = $1::uuid AND d.sha256 = $2 AND d.kind NOT IN ('artifact', 'config')`;

/** The newest evaluation of a digest in a line. */
const EVALUATION = `
  SELECT e.id::text AS id, e.result - 'findings' - 'results' AS result, e.recorded_at, e.valid_until
  FROM evaluation e WHERE e.system_id = $1::uuid AND e.digest = $2 AND e.image_id = $3::uuid
  ORDER BY e.as_of DESC, e.facts_revision DESC, e.recorded_at DESC LIMIT 1`;

/**
 * What every view of a digest needs, in two statements; null when the system has no such digest or line. A look at the
 * past is evaluated there and then from the facts recorded until that instant: exact, and a few statements more.
 */
export async function digestCore(tx: Tx, ctx: Ctx, now: Date, ask: DigestAsk): Promise<DigestCore | null> {
  const sha256 = withoutPrefix(ask.digest);
  const [stored] = await rows<StoredDetail>(tx, DETAIL, ctx.systemId, sha256);
  if (!stored) return null;
  const lines = stored.lines ?? [];
  const wanted = ask.image === undefined ? undefined : lineName(ask.image);
  const line = (wanted === undefined ? lines[0] : lines.find(({ name }) => name === wanted)) ?? null;
  if (wanted !== undefined && !line) return null;
  const lineId = line?.id ?? NO_LINE;
  const past = ask.asOf === undefined ? null : ((await evaluateAt(tx, ctx.systemId, sha256, lineId, ask.asOf))?.evaluation ?? null);
  const evaluation = ask.asOf === undefined ? await storedEvaluation(tx, ctx.systemId, sha256, lineId) : past && pastEvaluation(past);
  const core = { stored, line, lineId, evaluation, past };
  return { ...core, detail: detailOf(core, now, ask.asOf !== undefined) };
}

async function storedEvaluation(tx: Tx, systemId: string, sha256: string, lineId: string): Promise<StoredEvaluation | null> {
  const [row] = await rows<StoredEvaluation>(tx, EVALUATION, systemId, sha256, lineId);
  return row ?? null;
}

function pastEvaluation({ findings: _findings, results: _results, ...result }: DigestEvaluation): StoredEvaluation {
  const until = result.validUntil === null ? null : new Date(result.validUntil);
  return { id: NO_LINE, result, recorded_at: new Date(result.asOf), valid_until: until };
}

/** The instant its findings were evaluated at; it has none where it was not evaluated. */
export const asOfOf = ({ evaluation }: Pick<DigestCore, "evaluation">): string => evaluation?.result.asOf ?? "1970-01-01T00:00:00.000Z";

function detailOf({ stored, line, evaluation }: Omit<DigestCore, "detail" | "past">, now: Date, past: boolean): DigestDetail {
  return {
    digest: withPrefix(stored.sha256),
    kind: kindOf(stored.kind),
    mediaType: stored.media_type,
    platform: readPlatform(stored.platform),
    platforms: (stored.platforms ?? [])
      .map(({ digest, platform }) => ({ digest: withPrefix(digest), platform: readPlatform(platform) }))
      .filter(({ platform }) => platform?.os !== "unknown"),
    parents: (stored.parents ?? []).map(withPrefix),
    configDigest: withPrefixOrNull(stored.config_sha256),
    sizeBytes: stored.size_bytes,
    layerCount: stored.layer_count,
    firstSeenAt: iso(stored.first_seen_at),
    images: (stored.lines ?? []).map(({ name }) => name),
    image: line?.name ?? null,
    tags: (stored.tags ?? []).map(({ image, tag, from, to }) => ({ image, tag, from: utc(from), to: to === null ? null : utc(to) })),
    evaluation: evaluation ? evaluationOf(evaluation, stored.behind && !past, now, past) : null,
    ...(stored.problem === null || past ? {} : { evaluationProblem: stored.problem }),
  };
}

const utc = (text: string): string => new Date(text).toISOString();

function evaluationOf({ result, recorded_at, valid_until }: StoredEvaluation, behind: boolean, now: Date, past: boolean): DigestDetail["evaluation"] {
  const { kind, title, debug, reasons } = result.shape;
  return {
    asOf: result.asOf,
    recordedAt: iso(recorded_at),
    validUntil: valid_until ? iso(valid_until) : null,
    expired: !past && valid_until !== null && valid_until <= now,
    behind,
    policy: result.policy,
    verdict: result.verdict,
    shape: { kind, title, debug, reasons },
    seals: result.seals,
    components: result.counts.components,
    findings: result.counts.findings,
    ladder: result.ladder,
    frameworks: result.frameworks,
    ...(result.provenance === undefined ? {} : { provenance: result.provenance }),
  };
}

interface Around {
  current_basis: "deployment" | "tag" | null;
  current_since: Date | null;
  built_at: string | null;
  findings: number;
  evidence: number;
  reading_done: number;
  reading_total: number;
}

/** From–to rows that hold now, or at the instant $4. */
const IN_FORCE = `CASE WHEN $4::timestamptz IS NULL THEN to_at IS NULL ELSE from_at <= $4 AND (to_at IS NULL OR to_at > $4) END`;

const AROUND = `
  SELECT c.basis AS current_basis, c.at AS current_since,
    (SELECT f.facts->'config'->>'created' FROM document f WHERE f.system_id = $1::uuid AND f.sha256 = d.config_sha256 AND f.facts ? 'config'
      AND ($4::timestamptz IS NULL OR f.recorded_at <= $4) LIMIT 1) AS built_at,
    (SELECT count(*)::int FROM finding f WHERE f.system_id = $1::uuid AND f.digest = d.sha256 AND f.image_id = $3::uuid) AS findings,
    (SELECT count(DISTINCT b.document_id)::int FROM binding_current b JOIN document o ON o.system_id = b.system_id AND o.id = b.document_id
      WHERE b.system_id = $1::uuid AND ($4::timestamptz IS NULL OR o.recorded_at <= $4) AND (b.digest = d.sha256
        OR o.kind IN ('image_index', 'vex') AND b.digest IN (SELECT e.from_sha256 FROM identity_edge e
          WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = d.sha256))) AS evidence,
    (SELECT count(*) FILTER (WHERE r.state IN ('done', 'rejected'))::int FROM receipt r WHERE r.system_id = $1::uuid AND r.id = ANY (w.ids)) AS reading_done,
    coalesce(cardinality(w.ids), 0) AS reading_total
  FROM digest d
  LEFT JOIN LATERAL (SELECT basis, at FROM (
      SELECT 'deployment' AS basis, from_at AS at FROM deployment WHERE system_id = $1::uuid AND digest = d.sha256 AND ${IN_FORCE}
      UNION ALL SELECT 'tag', from_at FROM image_tag WHERE system_id = $1::uuid AND ${IN_FORCE}
        AND digest IN (SELECT d.sha256 UNION ALL SELECT e.from_sha256 FROM identity_edge e
          WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = d.sha256)) u
    ORDER BY basis, at LIMIT 1) c ON true
  LEFT JOIN LATERAL (SELECT array_agg(DISTINCT s.receipt_id) AS ids FROM submission s
    WHERE s.system_id = $1::uuid AND s.claimed_digest = d.sha256) w ON true
  WHERE d.system_id = $1::uuid AND d.sha256 = $2`;

export const lineScope = (ctx: Ctx, now: Date, { lineId }: DigestCore, asOf: string | undefined): LineScope =>
  ({ systemId: ctx.systemId, imageId: lineId, asOf: asOf ?? iso(now) });

export const subjectOf = ({ stored }: DigestCore): Subject =>
  ({ digest: stored.sha256, kind: stored.kind, platform: readPlatform(stored.platform) });

/** Head of the audit packet, the same on each tab; two statements more. Neighbours are builds of the same line, kind and platform. */
export async function digestHeader(tx: Tx, ctx: Ctx, now: Date, core: DigestCore, asOf: string | undefined): Promise<DigestHeader> {
  const [around] = await rows<Around>(tx, AROUND, ctx.systemId, core.stored.sha256, core.lineId, asOf ?? null);
  const { evaluation, detail, line } = core;
  const builds = line ? await lineBuilds(tx, lineScope(ctx, now, core, asOf), subjectOf(core)) : [];
  const { before, after } = beside(builds, core.stored.sha256);
  const results = evaluation?.result.frameworks.flatMap(({ counts }) => Object.values(counts)) ?? [];
  const basis = around?.current_basis ?? "none";
  return {
    detail,
    verdict: detail.evaluation?.verdict ?? null,
    current: { is: basis !== "none", basis, since: around?.current_since ? iso(around.current_since) : null },
    predecessor: before && { digest: withPrefix(before.digest), firstSeenAt: before.at },
    successor: after && { digest: withPrefix(after.digest), firstSeenAt: after.at },
    owner: line ? { team: line.team, person: line.person, contact: line.contact } : null,
    sample: ctx.system.sample,
    now: iso(now),
    asOf: asOf ?? null,
    builtAt: around?.built_at ?? null,
    tabs: {
      vulnerabilities: core.past?.findings.length ?? around?.findings ?? 0,
      packages: detail.evaluation?.components ?? 0,
      controls: results.reduce((sum, count) => sum + count, 0),
      evidence: around?.evidence ?? 0,
    },
    reading: { done: around?.reading_done ?? 0, total: around?.reading_total ?? 0 },
    says: { ...evaluation?.result.says },
  };
}
