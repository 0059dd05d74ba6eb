-- What is current in each line, for lists of lines: the newest of its open tags and of its digests, from the index alone.
CREATE INDEX image_tag_newest ON image_tag (system_id, image_id, from_at DESC) INCLUDE (digest) WHERE to_at IS NULL;
CREATE INDEX image_digest_newest ON image_digest (system_id, image_id, first_seen_at DESC) INCLUDE (digest);
