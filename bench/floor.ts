import { Client } from "pg";
import type { ParsedDocument } from "../server/jobs/parsed-document";
import { packageRow } from "../server/services/ingest/package-row";
import { timed } from "./place";

/** The least that storing these rows can cost: two inserts into tables with the same columns and indexes, nothing else. */
export async function bareInsert(url: string, documents: readonly ParsedDocument[]): Promise<number> {
  const components = documents.flatMap((one) => one.reading?.facts.sbom?.components ?? []);
  const packages = components.map(packageRow);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE TABLE bench_package (LIKE package INCLUDING ALL); CREATE TABLE bench_component (LIKE component INCLUDING ALL)`);
  const column = <T, V>(list: readonly T[], pick: (item: T) => V): V[] => list.map(pick);
  const { ms } = await timed(async () => {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO bench_package SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
      [column(packages, (p) => p.id), column(packages, (p) => p.package_key), column(packages, (p) => p.type), column(packages, (p) => p.namespace),
        column(packages, (p) => p.name), column(packages, (p) => p.version), column(packages, (p) => p.purl)],
    );
    await client.query(
      `INSERT INTO bench_component SELECT '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', t.ordinal, t.package_id, t.ref,
         t.purl_text, t.cpe, t.supplier, ARRAY[t.licence], t.layer, '{}', t.at
       FROM unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         AS t(ordinal, package_id, ref, purl_text, cpe, supplier, licence, layer, at)`,
      [components.map((_, i) => i), column(packages, (p) => p.id), column(components, (c) => c.ref), column(components, (c) => c.purl),
        column(components, (c) => c.cpe), column(components, (c) => c.supplier), column(components, (c) => c.licences[0] ?? null), column(components, (c) => c.layer), column(components, (c) => c.at)],
    );
    await client.query("COMMIT");
  });
  await client.query(`DROP TABLE bench_package, bench_component`);
  await client.end();
  return ms;
}
