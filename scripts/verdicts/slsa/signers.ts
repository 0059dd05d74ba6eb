import type { TrustedIdentity } from "../../../domain/verification/policy-model";

export const GITHUB = "https://token.actions.githubusercontent.com";
/** The reusable workflows that slsa-verifier trusts without being told. */
export const GENERATOR = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/";

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Any workflow below an address, at a release's tag: what slsa-verifier takes for a trusted builder's reference. */
export const signerOf = (below: string): TrustedIdentity["subject"] => ({ type: "pattern", value: `^${escaped(below)}[a-z0-9_-]+\\.yml@refs/tags/v[0-9]+\\.[0-9]+\\.[0-9]+$` });
