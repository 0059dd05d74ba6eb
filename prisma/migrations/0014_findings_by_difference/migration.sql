-- The findings of an evaluation stand beside its answer: FindingResult as JSON, one a line, without the hours left (which
-- follow from as-of and due), compressed with zstd. Evaluations stored before hold them in `result`, and `findings` is null.
ALTER TABLE evaluation ADD COLUMN findings bytea;
ALTER TABLE evaluation ALTER COLUMN findings SET STORAGE EXTERNAL;

-- What a row was written from: the next evaluation writes the rows whose mark differs. Null = written before there were marks.
ALTER TABLE finding ADD COLUMN mark uuid;

-- What the clocks of a line rest on beside its findings (which digests are current, since when, whether scans of them count):
-- while that stays, only clocks of changed findings are made again.
CREATE TABLE line_clocks (
  system_id uuid NOT NULL,
  image_id uuid NOT NULL,
  basis text NOT NULL,
  PRIMARY KEY (system_id, image_id)
);
GRANT SELECT, INSERT, UPDATE ON line_clocks TO proofmark_worker;
ALTER TABLE line_clocks ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_system ON line_clocks TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system());
