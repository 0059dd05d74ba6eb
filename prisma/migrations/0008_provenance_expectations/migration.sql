-- What a team expects of every build of an image line, as versions: each stays, the newest decides.
CREATE TABLE provenance_expectation (
  system_id uuid NOT NULL,
  image_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  -- Null expects nothing. A version without any withdraws what was expected.
  source_repository text CHECK (length(source_repository) <= 1024),
  builder_id text CHECK (length(builder_id) <= 1024),
  ref text CHECK (length(ref) <= 512),
  workflow text CHECK (length(workflow) <= 1024),
  author text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (system_id, image_id, version)
);
GRANT SELECT, INSERT ON provenance_expectation TO proofmark_web;
GRANT SELECT ON provenance_expectation TO proofmark_worker;
CREATE TRIGGER provenance_expectation_immutable BEFORE UPDATE OR DELETE ON provenance_expectation FOR EACH ROW EXECUTE FUNCTION proofmark_immutable();
CREATE TRIGGER provenance_expectation_no_truncate BEFORE TRUNCATE ON provenance_expectation FOR EACH STATEMENT EXECUTE FUNCTION proofmark_immutable();
ALTER TABLE provenance_expectation ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_system ON provenance_expectation TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system());
