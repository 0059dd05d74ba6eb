-- What the inventory states and lacks, counted once when it is read (domain/quality). Null for what was read before.
ALTER TABLE "sbom" ADD COLUMN "quality" JSONB;
