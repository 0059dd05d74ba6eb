-- Who says that two ids name one flaw is kept with every document that does: with each row of a report, with each VEX
-- statement (as before), and of advisories by name, since they are about no image. vulnerability_alias stays as the list
-- of all pairs that anybody states, for finding and showing.
ALTER TABLE detection ADD COLUMN aliases text[] NOT NULL DEFAULT '{}';
-- Of reports of before only the first that stated a pair is known; what is missing here counts for nothing, which is safe.
UPDATE detection d SET aliases = a.aliases
FROM (SELECT system_id, document_id, name, array_agg(alias ORDER BY alias COLLATE "C") AS aliases FROM vulnerability_alias GROUP BY 1, 2, 3) a
JOIN vulnerability v ON v.name = a.name
WHERE d.system_id = a.system_id AND d.document_id = a.document_id AND d.vulnerability_id = v.id;

CREATE TABLE advisory_alias (
  system_id uuid NOT NULL,
  name text NOT NULL,
  alias text NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (system_id, name, alias, document_id)
);
CREATE INDEX advisory_alias_system_id_document_id_idx ON advisory_alias (system_id, document_id);
INSERT INTO advisory_alias (system_id, name, alias, document_id)
SELECT DISTINCT d.system_id, a.name, a.alias, d.id FROM document d
CROSS JOIN LATERAL jsonb_array_elements_text(d.facts->'advisory'->'aliases') t(text)
-- Ids as they are kept: the same aliases of the same name, however this document writes them.
JOIN vulnerability_alias a ON a.system_id = d.system_id AND lower(a.name) = lower(trim(d.facts->'advisory'->>'id')) AND lower(a.alias) = lower(trim(t.text))
WHERE d.kind = 'advisory' AND d.state = 'read' AND jsonb_typeof(d.facts->'advisory'->'aliases') = 'array'
ON CONFLICT DO NOTHING;

ALTER TABLE vulnerability_alias DROP COLUMN document_id;

GRANT SELECT, INSERT ON advisory_alias TO proofmark_worker;
GRANT SELECT ON advisory_alias TO proofmark_web;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['vulnerability_alias', 'advisory_alias']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION proofmark_immutable()', t || '_immutable', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION proofmark_immutable()', t || '_no_truncate', t);
  END LOOP;
END $$;
ALTER TABLE advisory_alias ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_system ON advisory_alias TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system());

-- What rested on an alias without standing is decided again.
UPDATE digest SET facts_revision = facts_revision + 1 WHERE kind NOT IN ('artifact', 'config');
