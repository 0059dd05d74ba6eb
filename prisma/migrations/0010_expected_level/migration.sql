-- The least SLSA build level that verified provenance of every build of a line must support. Null expects none.
ALTER TABLE provenance_expectation ADD COLUMN minimum_level smallint CHECK (minimum_level BETWEEN 1 AND 3);
-- The rule sets are of revision 2: what is stored was decided by earlier rules, so every digest is evaluated again.
UPDATE digest SET facts_revision = facts_revision + 1 WHERE kind NOT IN ('artifact', 'config');
