import { rows, type Tx } from "../store";

/** The indexes that list these digests, and the platforms these list: each is evaluated from the other's facts too. */
export function aroundOf(tx: Tx, systemId: string, digests: Iterable<string>): Promise<string[]> {
  return found(
    tx,
    `SELECT e.from_sha256 AS sha256 FROM identity_edge e JOIN wanted w ON w.sha256 = e.to_sha256 WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest'
     UNION SELECT e.to_sha256 FROM identity_edge e JOIN wanted w ON w.sha256 = e.from_sha256 WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest'`,
    systemId, digests,
  );
}

/** Other digests of the lines these are in: what is said of one counts the builds of its line. */
export function siblingsOf(tx: Tx, systemId: string, digests: Iterable<string>): Promise<string[]> {
  return found(
    tx,
    `SELECT DISTINCT o.digest AS sha256 FROM wanted w JOIN image_digest l ON l.system_id = $1::uuid AND l.digest = w.sha256
     JOIN image_digest o ON o.system_id = l.system_id AND o.image_id = l.image_id AND o.digest <> l.digest`,
    systemId, digests,
  );
}

/** Digests with a report of one of these flaws, under any name it has by now, and the indexes that list them. */
export function showing(tx: Tx, systemId: string, flaws: Iterable<string>): Promise<string[]> {
  return found(
    tx,
    `, known(name) AS (
       SELECT sha256 FROM wanted
       UNION
       SELECT n.name FROM known k CROSS JOIN LATERAL (
         SELECT a.alias AS name FROM vulnerability_alias a WHERE a.system_id = $1::uuid AND a.name = k.name
         UNION ALL
         SELECT a.name FROM vulnerability_alias a WHERE a.system_id = $1::uuid AND a.alias = k.name) n),
     shown AS (
       SELECT DISTINCT b.digest FROM known k JOIN vulnerability v ON v.name = k.name
       JOIN detection d ON d.system_id = $1::uuid AND d.vulnerability_id = v.id
       JOIN binding_current b ON b.system_id = $1::uuid AND b.document_id = d.document_id AND b.state IN ('subject', 'named', 'claimed') AND b.digest IS NOT NULL)
     SELECT digest AS sha256 FROM shown
     UNION SELECT e.from_sha256 FROM identity_edge e JOIN shown s ON s.digest = e.to_sha256 WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest'`,
    systemId, flaws,
  );
}

/** Runs a query over `wanted(sha256)`, the given texts. */
async function found(tx: Tx, sql: string, systemId: string, given: Iterable<string>): Promise<string[]> {
  const list = [...new Set(given)];
  if (list.length === 0) return [];
  const answer = await rows<{ sha256: string }>(tx, `WITH RECURSIVE wanted AS (SELECT json_array_elements_text($2::json) AS sha256)${sql.startsWith(",") ? "" : " "}${sql}`, systemId, JSON.stringify(list));
  return answer.map(({ sha256 }) => sha256);
}
