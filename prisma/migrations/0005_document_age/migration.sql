-- How old the newest document of a kind is, asked by every search that finds nothing.
CREATE INDEX document_age ON document (system_id, kind, recorded_at DESC);
