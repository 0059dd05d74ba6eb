-- "Which digests have this flaw or this package" is answered from indexes alone: what the answer needs stands in them,
-- and the rows, which carry the whole finding, are opened for one page of it only.
DROP INDEX "finding_system_id_vulnerability_idx";
CREATE INDEX finding_where ON finding (system_id, vulnerability) INCLUDE (digest, image_id, package_id, status, first_observed_at);
CREATE INDEX finding_package ON finding (system_id, package_id) INCLUDE (digest, first_observed_at);
CREATE INDEX component_package ON component (system_id, package_id) INCLUDE (document_id);
DROP INDEX "component_system_id_package_id_idx";
CREATE INDEX binding_current_of_document ON binding_current (system_id, document_id) INCLUDE (digest, state);

-- What is current: what runs, and what each tag names now.
CREATE INDEX deployment_open ON deployment (system_id, image_id, digest) INCLUDE (from_at) WHERE to_at IS NULL;
CREATE INDEX image_tag_open ON image_tag (system_id, image_id, digest) INCLUDE (from_at) WHERE to_at IS NULL;

-- The beginning of a digest, whatever the collation of the database.
CREATE INDEX digest_prefix ON digest (system_id, sha256 COLLATE "C");

-- Names of packages: whole or from the beginning everywhere; any part of them where trigrams can be had. The extension is
-- a trusted one, so no superuser is needed, only the right to create in this database; without it the search still works.
CREATE INDEX package_name_prefix ON package (lower(name) text_pattern_ops);
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'proofmark: pg_trgm is not to be had here; parts of package names are searched without an index';
END $$;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm' AND n.nspname = 'public') THEN
    CREATE INDEX package_name_part ON package USING gin (lower(name) public.gin_trgm_ops);
  END IF;
END $$;
