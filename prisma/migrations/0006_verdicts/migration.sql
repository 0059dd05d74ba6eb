-- Verdicts say under which digest and line, by which rule and root, and how often the question was asked before.
ALTER TABLE verification
  ADD COLUMN digest text NOT NULL DEFAULT '',
  ADD COLUMN image_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ADD COLUMN generation int NOT NULL DEFAULT 1,
  ADD COLUMN carrier_id uuid,
  ADD COLUMN rule_id text,
  ADD COLUMN signed_at jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN log jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN predicate_type text;
CREATE INDEX verification_newest ON verification (system_id, document_id, digest, image_id, generation DESC);

-- Who may sign what, as versions: each stays, and the newest that is in effect decides.
CREATE TABLE trust_policy (
  system_id uuid NOT NULL,
  version int NOT NULL,
  id text NOT NULL,
  content jsonb NOT NULL,
  author text NOT NULL,
  approver text,
  change_id uuid,
  recorded_at timestamptz(3) NOT NULL,
  effective_from timestamptz(3) NOT NULL,
  PRIMARY KEY (system_id, version)
);
-- Trusted roots as they were imported, by their own hash.
CREATE TABLE trust_root (
  system_id uuid NOT NULL,
  sha256 text NOT NULL,
  bytes bytea NOT NULL CHECK (octet_length(bytes) <= 1048576),
  source text NOT NULL,
  author text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (system_id, sha256)
);
-- A change of trust waits for a second administrator, or a day; what became of it is a record of its own.
CREATE TABLE trust_change (
  system_id uuid NOT NULL,
  id uuid NOT NULL,
  base_version int NOT NULL,
  content jsonb NOT NULL,
  reason text NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  PRIMARY KEY (system_id, id)
);
CREATE TABLE trust_decision (
  system_id uuid NOT NULL,
  change_id uuid NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approved', 'refused', 'withdrawn', 'elapsed')),
  author text NOT NULL,
  requested_by text NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (system_id, change_id),
  FOREIGN KEY (system_id, change_id) REFERENCES trust_change (system_id, id),
  CONSTRAINT trust_decision_approver_is_not_requester CHECK (decision NOT IN ('approved', 'refused') OR author <> requested_by)
);

-- Rebuildable: what carries a signature, and whether the question must be asked (again).
CREATE TABLE signed_document (
  system_id uuid NOT NULL,
  document_id uuid NOT NULL,
  kind text NOT NULL,
  -- Of a document inside a file; null where the file itself is it, or where it is larger than what is verified.
  bytes bytea,
  wanted int NOT NULL DEFAULT 1,
  done int NOT NULL DEFAULT 0,
  checked_at timestamptz(3),
  PRIMARY KEY (system_id, document_id)
);
CREATE INDEX signed_document_due ON signed_document (system_id) WHERE wanted > done;
CREATE INDEX signed_document_checked ON signed_document (checked_at);

-- What was accepted unsigned so far moves to where trust lives.
INSERT INTO trust_policy (system_id, version, id, content, author, recorded_at, effective_from)
SELECT DISTINCT ON (p.system_id) p.system_id, 1, 'as before', jsonb_build_object('rules', '[]'::jsonb, 'acceptUnsignedFrom', coalesce(p.content->'acceptUnsignedFrom', '[]'::jsonb), 'roots', '[]'::jsonb),
  p.author, p.recorded_at, p.effective_from
FROM policy_version p ORDER BY p.system_id, p.version DESC;
INSERT INTO signed_document (system_id, document_id, kind)
SELECT d.system_id, d.id, d.room FROM document d
WHERE d.state = 'read' AND d.path = '' AND d.room IN ('dsse', 'sigstore-bundle', 'simple-signing');

GRANT SELECT, INSERT ON trust_policy, trust_root, trust_change, trust_decision TO proofmark_web, proofmark_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON signed_document TO proofmark_worker;
GRANT SELECT, UPDATE ON signed_document TO proofmark_web;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['trust_policy', 'trust_root', 'trust_change', 'trust_decision']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION proofmark_immutable()', t || '_immutable', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION proofmark_immutable()', t || '_no_truncate', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['trust_policy', 'trust_root', 'trust_change', 'trust_decision', 'signed_document']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY one_system ON %I TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system())', t);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION proofmark_due_work(at timestamptz, most int) RETURNS TABLE (kind text, system_id uuid, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT 'receipt', r.system_id, r.id::text FROM receipt r WHERE r.state IN ('stored', 'processing') ORDER BY r.recorded_at, r.id LIMIT most)
  UNION ALL
  (SELECT 'trust', t.system_id, t.id::text FROM trust_change t
   WHERE t.requested_at <= at - interval '24 hours' AND NOT EXISTS (SELECT 1 FROM trust_decision x WHERE x.system_id = t.system_id AND x.change_id = t.id) LIMIT most)
  UNION ALL
  (SELECT 'signature', s.system_id, s.document_id::text FROM signed_document s WHERE s.wanted > s.done LIMIT most)
  UNION ALL
  (SELECT 'signature', s.system_id, s.document_id::text FROM signed_document s WHERE s.checked_at <= at - interval '24 hours' AND s.wanted <= s.done ORDER BY s.checked_at LIMIT most)
  UNION ALL
  (SELECT 'digest', d.system_id, d.sha256 FROM digest d WHERE d.facts_revision > d.evaluated_revision LIMIT most)
  UNION ALL
  (SELECT 'digest', d.system_id, d.sha256 FROM digest d WHERE d.valid_until <= at AND d.facts_revision <= d.evaluated_revision LIMIT most)
  UNION ALL
  (SELECT 'packet', p.system_id, p.id::text FROM packet p WHERE p.state IN ('requested', 'building') ORDER BY p.requested_at, p.id LIMIT most)
$$;
REVOKE ALL ON FUNCTION proofmark_due_work(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proofmark_due_work(timestamptz, int) TO proofmark_worker;
