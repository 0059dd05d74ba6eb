-- Documents that hold a package in their own order, so that those of a package that is everywhere meet their bindings
-- without either being sorted or hashed, and one of a rare package is found by one step.
DROP INDEX component_package;
CREATE INDEX component_package ON component (system_id, package_id, document_id);

-- The earliest line digest of a set, from the oldest on.
CREATE INDEX image_digest_age ON image_digest (system_id, first_seen_at) INCLUDE (digest);
