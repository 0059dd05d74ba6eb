-- An evaluation that ends the worker is not tried for ever, and one made by older rules is made again by itself.
ALTER TABLE digest
  -- Evaluations begun since the last one that ended with an answer, and of what the last was: "<facts_revision> <revision of the rules>".
  ADD COLUMN attempts int NOT NULL DEFAULT 0,
  ADD COLUMN attempted text,
  -- Real time: not tried again before.
  ADD COLUMN retry_at timestamptz(3),
  -- Why it was given up, until facts or rules change or somebody asks.
  ADD COLUMN problem jsonb,
  -- The revision of the rules that the newest evaluation was made by; 0 = of before there was one, or no image.
  ADD COLUMN rules_revision int NOT NULL DEFAULT 0;
CREATE INDEX digest_rules ON digest (rules_revision) WHERE kind NOT IN ('artifact', 'config') AND problem IS NULL;
CREATE INDEX digest_given_up ON digest (system_id, sha256) WHERE problem IS NOT NULL;

-- `wall` is real time, whatever the clock of evaluation (`at`) says; `rules` is the revision of the asking worker's rules.
-- The function of before, of two parameters, stays for workers of before that still run.
CREATE FUNCTION proofmark_due_work(at timestamptz, most int, wall timestamptz, rules int) RETURNS TABLE (kind text, system_id uuid, id text)
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
  (SELECT 'digest', d.system_id, d.sha256 FROM digest d WHERE d.facts_revision > d.evaluated_revision
     AND (d.retry_at IS NULL OR d.retry_at <= wall) AND (d.problem IS NULL OR d.attempted <> d.facts_revision || ' ' || rules) LIMIT most)
  UNION ALL
  (SELECT 'digest', d.system_id, d.sha256 FROM digest d WHERE d.valid_until <= at AND d.facts_revision <= d.evaluated_revision
     AND (d.retry_at IS NULL OR d.retry_at <= wall) AND (d.problem IS NULL OR d.attempted <> d.facts_revision || ' ' || rules) LIMIT most)
  UNION ALL
  (SELECT 'packet', p.system_id, p.id::text FROM packet p WHERE p.state IN ('requested', 'building') ORDER BY p.requested_at, p.id LIMIT most)
  UNION ALL
  -- A few at a time: whatever else comes is not kept waiting by them.
  (SELECT 'rules', d.system_id, d.sha256 FROM digest d WHERE d.rules_revision < rules AND d.kind NOT IN ('artifact', 'config') AND d.problem IS NULL
     AND d.facts_revision <= d.evaluated_revision AND (d.retry_at IS NULL OR d.retry_at <= wall) ORDER BY d.rules_revision LIMIT LEAST(most, 5))
  UNION ALL
  (SELECT 'rules', d.system_id, d.sha256 FROM digest d WHERE d.problem IS NOT NULL AND d.rules_revision < rules AND d.kind NOT IN ('artifact', 'config')
     AND d.facts_revision <= d.evaluated_revision AND (d.retry_at IS NULL OR d.retry_at <= wall) AND d.attempted <> d.facts_revision || ' ' || rules LIMIT LEAST(most, 5))
$$;
REVOKE ALL ON FUNCTION proofmark_due_work(timestamptz, int, timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proofmark_due_work(timestamptz, int, timestamptz, int) TO proofmark_worker;
