-- Layers of manifests that are no images (signatures, attestations), so that a payload finds what lists it by equality,
-- which row-level security lets an index answer.
CREATE TABLE listed_layer (
  system_id uuid NOT NULL,
  layer text NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (system_id, layer, document_id)
);
INSERT INTO listed_layer (system_id, layer, document_id)
SELECT DISTINCT d.system_id, l->>'sha256', d.id FROM document d CROSS JOIN LATERAL jsonb_array_elements(d.facts->'manifest'->'layers') l
WHERE d.kind = 'image_manifest' AND d.state = 'read' AND l->>'sha256' IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM identity_edge e WHERE e.system_id = d.system_id AND e.from_sha256 = d.sha256 AND e.type = 'manifest-has-layers');
GRANT SELECT, INSERT ON listed_layer TO proofmark_worker;
GRANT SELECT ON listed_layer TO proofmark_web;
ALTER TABLE listed_layer ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_system ON listed_layer TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system());
