/** Words of CycloneDX 1.7 (ECMA-424), which include those of every version before it. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const COMPONENT_TYPES = words(`
  application framework library container platform operating-system device device-driver firmware file machine-learning-model data cryptographic-asset
`);
export const SCOPES = words("required optional excluded");
export const PATCH_TYPES = words("unofficial monkey backport cherry-pick");
export const ISSUE_TYPES = words("defect enhancement security");
export const FLOWS = words("inbound outbound bi-directional unknown");
export const ENCODINGS = words("base64");
export const ACKNOWLEDGEMENTS = words("declared concluded");
export const PHASES = words("design pre-build build post-build operations discovery decommission");
export const TLP = words("CLEAR GREEN AMBER AMBER_AND_STRICT RED");
export const AGGREGATES = words(`
  complete incomplete incomplete_first_party_only incomplete_first_party_proprietary_only incomplete_first_party_opensource_only
  incomplete_third_party_only incomplete_third_party_proprietary_only incomplete_third_party_opensource_only unknown not_specified
`);
export const REFERENCE_TYPES = words(`
  vcs issue-tracker website advisories bom mailing-list social chat documentation support source-distribution distribution distribution-intake license
  build-meta build-system release-notes security-contact model-card log configuration evidence formulation attestation threat-model adversary-model
  risk-assessment vulnerability-assertion exploitability-statement pentest-report static-analysis-report dynamic-analysis-report runtime-analysis-report
  component-analysis-report maturity-report certification-report codified-infrastructure quality-metrics poam electronic-signature digital-signature
  rfc-9116 patent patent-family patent-assertion citation other
`);
export const SEVERITIES = words("critical high medium low info none unknown");
export const METHODS = words("CVSSv2 CVSSv3 CVSSv31 CVSSv4 OWASP SSVC other");
export const STATES = words("resolved resolved_with_pedigree exploitable in_triage false_positive not_affected");
export const JUSTIFICATIONS = words(`
  code_not_present code_not_reachable requires_configuration requires_dependency requires_environment
  protected_by_compiler protected_at_runtime protected_at_perimeter protected_by_mitigating_control
`);
export const RESPONSES = words("can_not_fix will_not_fix update rollback workaround_available");
export const AFFECTED = words("affected unaffected unknown");
