import type { PolicyFacts } from "./evaluation";

export type PolicyContent = Omit<PolicyFacts, "id" | "version" | "effectiveFrom">;

/**
 * The policy of a system nobody has written one for. It fails what nearly everyone fails (known critical and high
 * flaws past their promise are counted by the clocks), asks for fresh scans, and accepts nothing that is unsigned
 * without a decision on record. Lists that somebody has to approve are null: not said, so not passed.
 */
export const DEFAULT_POLICY: PolicyContent = {
  preset: "fedramp-conmon-legacy",
  scanMaxAgeDays: 30,
  dbMaxAgeHours: 48,
  failSeverities: ["critical", "high"],
  kevFails: true,
  allowShell: null,
  allowPackageManager: null,
  maxPackages: null,
  requireHealthcheck: null,
  requireNumericUser: true,
  uidMin: null,
  acceptUnsignedFrom: [],
  approved: {
    bases: null,
    signers: null,
    builders: null,
    packagesDenied: [],
    packagesAllowed: null,
    setuidAllow: [],
    ports: null,
    vexIssuers: [],
  },
};
