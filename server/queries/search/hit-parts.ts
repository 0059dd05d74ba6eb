/** Rows found one by one in an index, whatever the planner thinks of it: OFFSET keeps it from making a join of them. */
export const lookup = (name: string, select: string): string => `CROSS JOIN LATERAL (${select} OFFSET 0) ${name}`;

/**
 * The packages among `ids`, a SELECT, as a table `numbered`: `k` is an expression for the number of the id, `v` the
 * number of each version of each package, which several ids may share. Numbers are grouped in place of five texts.
 */
export const numbered = (ids: string, k: string): string => `
  numbered AS MATERIALIZED (
    SELECT p.id, p.package_key, p.type, p.namespace, p.name, p.version, ${k} AS k,
      dense_rank() OVER (ORDER BY p.package_key, p.type, p.namespace, p.name, p.version)::int AS v
    FROM (${ids}) asked(id) ${lookup("p", "SELECT * FROM package x WHERE x.id = asked.id")})`;

/** An index repeats what its platforms show: it stands only where none of them does. Table `repeated`, of digests in `raw`. */
export const REPEATED = `
  repeated AS MATERIALIZED (
    SELECT DISTINCT e.from_sha256 AS digest FROM identity_edge e
    WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 IN (SELECT digest FROM raw))`;
