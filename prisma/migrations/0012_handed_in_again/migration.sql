-- The same bytes under the same claim are one submission, with who handed it in first. Other tokens that hand it in stand
-- here, each once: whether it counts unsigned does not rest on who came first.
CREATE TABLE submission_repeat (
  system_id uuid NOT NULL,
  submission_id uuid NOT NULL,
  actor_id text NOT NULL,
  actor jsonb NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (system_id, submission_id, actor_id)
);
GRANT SELECT, INSERT ON submission_repeat TO proofmark_web, proofmark_worker;
CREATE TRIGGER submission_repeat_immutable BEFORE UPDATE OR DELETE ON submission_repeat FOR EACH ROW EXECUTE FUNCTION proofmark_immutable();
CREATE TRIGGER submission_repeat_no_truncate BEFORE TRUNCATE ON submission_repeat FOR EACH STATEMENT EXECUTE FUNCTION proofmark_immutable();
ALTER TABLE submission_repeat ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_system ON submission_repeat TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system());
