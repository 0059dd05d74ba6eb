/** A whole document of this format, as small as it can be. */
export const example = {
  apiVersion: "wgpolicyk8s.io/v1alpha2",
  kind: "PolicyReport",
  metadata: { name: "app", namespace: "payments" },
  scope: { apiVersion: "apps/v1", kind: "Deployment", name: "app", namespace: "payments" },
  results: [
    { policy: "verify-image", rule: "check-signature", result: "fail", severity: "high", message: "failed to verify image", scored: true, source: "kyverno", timestamp: { nanos: 0, seconds: 1793696400 } },
    { policy: "disallow-latest-tag", rule: "validate-image-tag", result: "pass", message: "rule passed", scored: true, source: "kyverno", timestamp: { nanos: 0, seconds: 1793696300 } },
  ],
  summary: { error: 0, fail: 1, pass: 1, skip: 0, warn: 0 },
};
