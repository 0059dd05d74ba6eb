/** Who may sign what. A policy is immutable: a change is a new id. */
export interface TrustPolicy {
  id: string;
  rules: TrustRule[];
  /** Ids of the API tokens whose unsigned SBOMs and scans count, labelled so. Never VEX. */
  acceptUnsignedFrom: string[];
}

export interface TrustRule {
  id: string;
  name: string;
  signer: TrustedKey | TrustedIdentity;
  /** Predicate types covered, compared without a leading "https://"; null = any, image signatures included. */
  predicateTypes: string[] | null;
  /** Image names covered, "*" standing for anything but "/", "**" for anything; null = any. */
  images: string[] | null;
  /** Signing times covered (ISO 8601 UTC, both ends inclusive). Keys without a signed time are held against `now`. */
  validFrom: string | null;
  validTo: string | null;
}

export interface TrustedKey {
  type: "key";
  /** PEM: PKIX or PKCS#1 public key. */
  pem: string;
  /** Whether a signature without a transparency log entry is enough. Entries that are present must hold anyway. */
  requireLog: boolean;
}

export interface TrustedIdentity {
  type: "identity";
  /** Exact OIDC issuer URL. */
  issuer: string;
  subject: { type: "exact"; value: string } | { type: "pattern"; value: string };
  /** Name of the trust root whose authority must have issued the certificate; "public-good" when left out. */
  root?: string;
}
