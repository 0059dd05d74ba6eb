-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "system" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "system_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "image" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "owner_team" TEXT,
    "owner_person" TEXT,
    "owner_contact" TEXT,
    "criticality" TEXT,
    "exposure" TEXT NOT NULL DEFAULT 'unknown',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "digest" (
    "system_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'unknown',
    "media_type" TEXT,
    "platform" JSONB,
    "config_sha256" TEXT,
    "size_bytes" BIGINT,
    "layer_count" INTEGER,
    "annotations" JSONB NOT NULL DEFAULT '{}',
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "rollup" JSONB,
    "rollup_at" TIMESTAMPTZ(3),
    "facts_revision" INTEGER NOT NULL DEFAULT 0,
    "evaluated_revision" INTEGER NOT NULL DEFAULT -1,
    "valid_until" TIMESTAMPTZ(3),
    "search" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "digest_pkey" PRIMARY KEY ("system_id","sha256")
);

-- CreateTable
CREATE TABLE "identity_edge" (
    "system_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "from_sha256" TEXT NOT NULL,
    "to_sha256" TEXT NOT NULL,
    "platform" JSONB,
    "document_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_edge_pkey" PRIMARY KEY ("system_id","type","from_sha256","to_sha256")
);

-- CreateTable
CREATE TABLE "image_digest" (
    "system_id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_digest_pkey" PRIMARY KEY ("system_id","image_id","digest")
);

-- CreateTable
CREATE TABLE "image_tag" (
    "system_id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "image_tag_pkey" PRIMARY KEY ("system_id","image_id","tag","from_at")
);

-- CreateTable
CREATE TABLE "deployment" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "image_id" UUID,
    "digest" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "cluster" TEXT,
    "workload" TEXT,
    "reachable" TEXT NOT NULL DEFAULT 'unknown',
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "submission_id" UUID,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "evidence_blob" (
    "system_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "chunk_count" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_blob_pkey" PRIMARY KEY ("system_id","sha256")
);

-- CreateTable
CREATE TABLE "evidence_chunk" (
    "system_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "evidence_chunk_pkey" PRIMARY KEY ("system_id","sha256","seq")
);

-- CreateTable
CREATE TABLE "receipt" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" JSONB,
    "submission_ids" UUID[],

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "submission" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "receipt_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT,
    "claimed_image" TEXT NOT NULL,
    "claimed_digest" TEXT NOT NULL,
    "claimed_tag" TEXT,
    "actor" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "document" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "room" TEXT,
    "revision" INTEGER NOT NULL,
    "format_version" TEXT,
    "kind" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "tool" JSONB,
    "identities" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "problem" JSONB,

    CONSTRAINT "document_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "binding" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "digest" TEXT,
    "state" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "because" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "binding_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "binding_current" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "digest" TEXT,
    "state" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "binding_current_pkey" PRIMARY KEY ("system_id","document_id","ordinal")
);

-- CreateTable
CREATE TABLE "named_identity" (
    "system_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "named_identity_pkey" PRIMARY KEY ("system_id","sha256","document_id","type")
);

-- CreateTable
CREATE TABLE "package" (
    "id" UUID NOT NULL,
    "package_key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "namespace" TEXT,
    "name" TEXT NOT NULL,
    "version" TEXT,
    "purl" TEXT,

    CONSTRAINT "package_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vulnerability" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "vulnerability_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vulnerability_alias" (
    "system_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "vulnerability_alias_pkey" PRIMARY KEY ("system_id","name","alias")
);

-- CreateTable
CREATE TABLE "sbom" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "component_count" INTEGER NOT NULL,
    "without_purl" INTEGER NOT NULL,
    "without_version" INTEGER NOT NULL,
    "without_licence" INTEGER NOT NULL,
    "dependency_count" INTEGER NOT NULL,
    "complete" BOOLEAN,
    "os" JSONB,

    CONSTRAINT "sbom_pkey" PRIMARY KEY ("system_id","document_id")
);

-- CreateTable
CREATE TABLE "component" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "package_id" UUID NOT NULL,
    "ref" TEXT,
    "purl_text" TEXT,
    "cpe" TEXT,
    "supplier" TEXT,
    "licences" TEXT[],
    "layer" TEXT,
    "paths" TEXT[],
    "at" TEXT NOT NULL,

    CONSTRAINT "component_pkey" PRIMARY KEY ("system_id","document_id","ordinal")
);

-- CreateTable
CREATE TABLE "scan" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "scanner" TEXT NOT NULL,
    "scanner_version" TEXT,
    "database_version" TEXT,
    "database_updated_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL,
    "os" JSONB,
    "packages_seen" INTEGER,
    "targets" JSONB NOT NULL,
    "secrets" JSONB,
    "misconfigurations" JSONB,
    "severity_counts" JSONB NOT NULL,

    CONSTRAINT "scan_pkey" PRIMARY KEY ("system_id","document_id")
);

-- CreateTable
CREATE TABLE "detection" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "vulnerability_id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "severity" TEXT NOT NULL,
    "severity_word" TEXT,
    "severity_source" TEXT,
    "cvss" JSONB NOT NULL,
    "fixed_versions" TEXT[],
    "fix_state" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "title" TEXT,
    "url" TEXT,
    "at" TEXT NOT NULL,

    CONSTRAINT "detection_pkey" PRIMARY KEY ("system_id","document_id","ordinal")
);

-- CreateTable
CREATE TABLE "vex_statement" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "vulnerability" TEXT NOT NULL,
    "aliases" TEXT[],
    "status" TEXT NOT NULL,
    "justification" TEXT,
    "impact" TEXT,
    "action" TEXT,
    "author" TEXT,
    "products" JSONB NOT NULL,
    "observed_at" TIMESTAMPTZ(3),
    "at" TEXT NOT NULL,

    CONSTRAINT "vex_statement_pkey" PRIMARY KEY ("system_id","document_id","ordinal")
);

-- CreateTable
CREATE TABLE "attestation" (
    "system_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "predicate_type" TEXT NOT NULL,
    "statement_type" TEXT NOT NULL,
    "subjects" JSONB NOT NULL,
    "signature_count" INTEGER NOT NULL,
    "provenance" JSONB,

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("system_id","document_id")
);

-- CreateTable
CREATE TABLE "verification" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "policy_id" TEXT,
    "trust_root_version" TEXT,
    "signer" TEXT,
    "issuer" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "finding" (
    "system_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "image_id" UUID NOT NULL,
    "vulnerability" TEXT NOT NULL,
    "package_key" TEXT NOT NULL,
    "package_id" UUID NOT NULL,
    "package_name" TEXT NOT NULL,
    "package_version" TEXT,
    "fixed_version" TEXT,
    "severity" TEXT NOT NULL,
    "severity_rank" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "clock_state" TEXT NOT NULL,
    "first_observed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "title" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("system_id","image_id","digest","vulnerability","package_id")
);

-- CreateTable
CREATE TABLE "patch_sla" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "image_id" UUID NOT NULL,
    "vulnerability" TEXT NOT NULL,
    "aliases" TEXT[],
    "package_key" TEXT NOT NULL,
    "package_name" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "severity_rank" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "start_at" TIMESTAMPTZ(3),
    "start_basis" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,
    "state" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "owner_team" TEXT,
    "fixed_version" TEXT,
    "inputs" JSONB NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "patch_sla_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "exception" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "image_id" UUID,
    "digest" TEXT,
    "vulnerability" TEXT,
    "package_key" TEXT,
    "control" TEXT,
    "reason" TEXT NOT NULL,
    "compensating_controls" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "supersedes" UUID,

    CONSTRAINT "exception_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "judgement" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "exception_id" UUID,
    "document_id" UUID,
    "image_id" UUID,
    "digest" TEXT,
    "vulnerability" TEXT,
    "package_key" TEXT,
    "value" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "requested_by" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "judgement_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "policy_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "preset" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "author" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "approved_list" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "author" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approved_list_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "image_id" UUID NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "policy_version_id" UUID NOT NULL,
    "facts_revision" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "packet" (
    "system_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "image_id" UUID NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "packet_sha256" TEXT,
    "pdf_sha256" TEXT,
    "pdf_size_bytes" INTEGER,
    "document" JSONB,
    "problem" JSONB,
    "requested_by" JSONB NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "packet_pkey" PRIMARY KEY ("system_id","id")
);

-- CreateTable
CREATE TABLE "packet_chunk" (
    "system_id" UUID NOT NULL,
    "packet_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "packet_chunk_pkey" PRIMARY KEY ("system_id","packet_id","seq")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "auth_rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "system_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("system_id","user_id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "system_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "image_glob" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGSERIAL NOT NULL,
    "system_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "digest" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "position" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE UNIQUE INDEX "system_name_key" ON "system"("name");

-- CreateIndex
CREATE UNIQUE INDEX "image_system_id_name_key" ON "image"("system_id", "name");

-- CreateIndex
CREATE INDEX "digest_valid_until_idx" ON "digest"("valid_until");

-- CreateIndex
CREATE INDEX "identity_edge_system_id_to_sha256_idx" ON "identity_edge"("system_id", "to_sha256");

-- CreateIndex
CREATE INDEX "image_digest_system_id_digest_idx" ON "image_digest"("system_id", "digest");

-- CreateIndex
CREATE INDEX "image_tag_system_id_digest_idx" ON "image_tag"("system_id", "digest");

-- CreateIndex
CREATE INDEX "deployment_system_id_digest_idx" ON "deployment"("system_id", "digest");

-- CreateIndex
CREATE INDEX "receipt_system_id_recorded_at_id_idx" ON "receipt"("system_id", "recorded_at" DESC, "id");

-- CreateIndex
CREATE INDEX "submission_system_id_receipt_id_idx" ON "submission"("system_id", "receipt_id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_system_id_sha256_claimed_image_claimed_digest_key" ON "submission"("system_id", "sha256", "claimed_image", "claimed_digest");

-- CreateIndex
CREATE INDEX "document_system_id_sha256_idx" ON "document"("system_id", "sha256");

-- CreateIndex
CREATE INDEX "document_system_id_recorded_at_id_idx" ON "document"("system_id", "recorded_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_system_id_submission_id_path_revision_key" ON "document"("system_id", "submission_id", "path", "revision");

-- CreateIndex
CREATE INDEX "binding_system_id_document_id_generation_idx" ON "binding"("system_id", "document_id", "generation");

-- CreateIndex
CREATE INDEX "binding_system_id_digest_idx" ON "binding"("system_id", "digest");

-- CreateIndex
CREATE INDEX "binding_current_system_id_digest_state_idx" ON "binding_current"("system_id", "digest", "state");

-- CreateIndex
CREATE INDEX "binding_current_system_id_state_idx" ON "binding_current"("system_id", "state");

-- CreateIndex
CREATE INDEX "named_identity_system_id_document_id_idx" ON "named_identity"("system_id", "document_id");

-- CreateIndex
CREATE INDEX "package_package_key_idx" ON "package"("package_key");

-- CreateIndex
CREATE INDEX "package_name_idx" ON "package"("name");

-- CreateIndex
CREATE UNIQUE INDEX "vulnerability_name_key" ON "vulnerability"("name");

-- CreateIndex
CREATE INDEX "vulnerability_alias_system_id_alias_idx" ON "vulnerability_alias"("system_id", "alias");

-- CreateIndex
CREATE INDEX "component_system_id_package_id_idx" ON "component"("system_id", "package_id");

-- CreateIndex
CREATE INDEX "detection_system_id_vulnerability_id_idx" ON "detection"("system_id", "vulnerability_id");

-- CreateIndex
CREATE INDEX "detection_system_id_package_id_idx" ON "detection"("system_id", "package_id");

-- CreateIndex
CREATE INDEX "vex_statement_system_id_vulnerability_idx" ON "vex_statement"("system_id", "vulnerability");

-- CreateIndex
CREATE INDEX "verification_system_id_document_id_at_idx" ON "verification"("system_id", "document_id", "at");

-- CreateIndex
CREATE INDEX "finding_system_id_digest_severity_rank_vulnerability_packag_idx" ON "finding"("system_id", "digest", "severity_rank", "vulnerability", "package_id");

-- CreateIndex
CREATE INDEX "finding_system_id_vulnerability_idx" ON "finding"("system_id", "vulnerability");

-- CreateIndex
CREATE INDEX "patch_sla_system_id_image_id_idx" ON "patch_sla"("system_id", "image_id");

-- CreateIndex
CREATE INDEX "patch_sla_system_id_state_due_at_idx" ON "patch_sla"("system_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "judgement_system_id_document_id_idx" ON "judgement"("system_id", "document_id");

-- CreateIndex
CREATE INDEX "judgement_system_id_vulnerability_idx" ON "judgement"("system_id", "vulnerability");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_system_id_policy_id_version_key" ON "policy_version"("system_id", "policy_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "approved_list_system_id_list_version_key" ON "approved_list"("system_id", "list", "version");

-- CreateIndex
CREATE INDEX "evaluation_system_id_digest_image_id_recorded_at_idx" ON "evaluation"("system_id", "digest", "image_id", "recorded_at" DESC);

-- CreateIndex
CREATE INDEX "packet_system_id_digest_idx" ON "packet"("system_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "packet_system_id_evaluation_id_key" ON "packet"("system_id", "evaluation_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "auth_rate_limit_key_key" ON "auth_rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_sha256_key" ON "setup_link"("sha256");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_sha256_key" ON "api_token"("sha256");

-- CreateIndex
CREATE INDEX "api_token_system_id_idx" ON "api_token"("system_id");

-- CreateIndex
CREATE INDEX "audit_event_system_id_seq_idx" ON "audit_event"("system_id", "seq");

-- CreateIndex
CREATE INDEX "audit_event_system_id_digest_seq_idx" ON "audit_event"("system_id", "digest", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_seq_key" ON "audit_seal"("seq");



-- Roles: the migrator owns the tables; web and worker only get what is granted here.
DO $$ BEGIN CREATE ROLE proofmark_web NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE proofmark_worker NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN
  EXECUTE format('GRANT proofmark_web, proofmark_worker TO %I', current_user);
EXCEPTION WHEN OTHERS THEN NULL; END $$;

GRANT USAGE ON SCHEMA public TO proofmark_web, proofmark_worker;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO proofmark_web, proofmark_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO proofmark_web, proofmark_worker;

-- What may change or go, table by table. Everything else is insert only.
GRANT UPDATE ON "system", image, digest, image_tag, deployment, receipt, packet, membership, api_token, setup_link,
  "user", session, account, auth_verification, auth_rate_limit TO proofmark_web;
GRANT DELETE ON session, account, auth_verification, auth_rate_limit, membership TO proofmark_web;
GRANT UPDATE ON image, digest, image_tag, deployment, receipt, packet TO proofmark_worker;
GRANT UPDATE, DELETE ON finding, patch_sla, binding_current TO proofmark_worker;
GRANT DELETE ON packet_chunk TO proofmark_worker;
-- The worker never sees people's sessions or secrets, the web never writes verdicts.
REVOKE ALL ON "user", session, account, auth_verification, auth_rate_limit, setup_link, api_token FROM proofmark_worker;
REVOKE INSERT ON verification, evaluation, binding, binding_current, document, finding, patch_sla, audit_seal FROM proofmark_web;

-- Immutable records: even the owner needs to drop a trigger first, which shows.
CREATE FUNCTION proofmark_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'proofmark: % is insert only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['submission','evidence_blob','evidence_chunk','document','vex_statement','verification','binding',
    'policy_version','approved_list','judgement','exception','evaluation','audit_event','audit_seal']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION proofmark_immutable()', t || '_immutable', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION proofmark_immutable()', t || '_no_truncate', t);
  END LOOP;
END $$;

-- Requester and approver are never the same person.
ALTER TABLE judgement ADD CONSTRAINT judgement_approver_is_not_requester
  CHECK (kind NOT IN ('exception-approval') OR (requested_by IS NOT NULL AND author <> requested_by));
ALTER TABLE evidence_chunk ADD CONSTRAINT evidence_chunk_at_most_one_mib CHECK (octet_length(bytes) <= 1049600);

-- Row-level security: a transaction sees one system, the one it was opened for (SET LOCAL app.system_id).
CREATE FUNCTION proofmark_system() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.system_id', true), '')::uuid
$$;
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables b USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'system_id' AND b.table_type = 'BASE TABLE'
      AND c.table_name NOT IN ('membership', 'api_token', 'audit_event', 'audit_seal')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY one_system ON %I TO proofmark_web, proofmark_worker USING (system_id = proofmark_system()) WITH CHECK (system_id = proofmark_system())', t);
  END LOOP;
END $$;
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY one_system_read ON audit_event FOR SELECT TO proofmark_web USING (system_id = proofmark_system());
CREATE POLICY write_own ON audit_event FOR INSERT TO proofmark_web, proofmark_worker WITH CHECK (system_id IS NULL OR system_id = proofmark_system());
CREATE POLICY sealer_reads_all ON audit_event FOR SELECT TO proofmark_worker USING (true);

-- Work is what state says is not done yet (docs/decisions/0002): one look over all systems, without opening each.
CREATE INDEX receipt_due ON receipt (recorded_at) WHERE state IN ('stored', 'processing');
CREATE INDEX digest_due ON digest (system_id) WHERE facts_revision > evaluated_revision;
CREATE INDEX packet_due ON packet (requested_at) WHERE state IN ('requested', 'building');
CREATE FUNCTION proofmark_due_work(at timestamptz, most int) RETURNS TABLE (kind text, system_id uuid, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT 'receipt', r.system_id, r.id::text FROM receipt r WHERE r.state IN ('stored', 'processing') ORDER BY r.recorded_at, r.id LIMIT most)
  UNION ALL
  (SELECT 'digest', d.system_id, d.sha256 FROM digest d WHERE d.facts_revision > d.evaluated_revision LIMIT most)
  UNION ALL
  (SELECT 'digest', d.system_id, d.sha256 FROM digest d WHERE d.valid_until <= at AND d.facts_revision <= d.evaluated_revision LIMIT most)
  UNION ALL
  (SELECT 'packet', p.system_id, p.id::text FROM packet p WHERE p.state IN ('requested', 'building') ORDER BY p.requested_at, p.id LIMIT most)
$$;
REVOKE ALL ON FUNCTION proofmark_due_work(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proofmark_due_work(timestamptz, int) TO proofmark_worker;
