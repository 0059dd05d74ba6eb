-- How many digests there are, and which of them are no images, from indexes alone.
DROP INDEX digest_prefix;
CREATE INDEX digest_prefix ON digest (system_id, sha256 COLLATE "C") INCLUDE (kind);
CREATE INDEX digest_no_image ON digest (system_id, sha256) WHERE kind IN ('artifact', 'config');
