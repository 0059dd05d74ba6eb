import { standingOf } from "../../basis/standing";
import { asks, lacks, spares, supports, violates, type Rule } from "../../control";

/** 4.6: the policy says which health check it wants. OCI configurations drop the field, so its absence alone decides nothing. */
export const health: Rule = ({ facts, index }) => {
  const wanted = facts.policy.requireHealthcheck;
  if (wanted === "none") return [spares("A policy that asks for health checks", `Policy ${facts.policy.id} version ${facts.policy.version} asks for none`, [], "The policy asks for no health check")];
  const config = facts.config;
  const looked = "HEALTHCHECK in the image configuration";
  if (config === null) return [lacks(looked, "No image configuration was received", ["image_config"])];
  const at = [`${config.evidence}#/config/Healthcheck`];
  const test = config.healthcheck?.test ?? [];
  if (test.length > 0 && test[0] !== "NONE") {
    const trust = standingOf(index, config.evidence);
    return trust.counts ? [supports(looked, test.join(" ").slice(0, 120), at, "A health check is defined")] : [lacks(looked, trust.why, ["image_manifest"], at, `The image configuration may not count: ${trust.why}`)];
  }
  const found = test[0] === "NONE" ? "Switched off (NONE)" : "None";
  if (wanted === "docker") return [violates(looked, found, at, "The image defines no health check")];
  if (wanted === "orchestrator-probe") return [lacks("A probe in every workload of the digest", "No workload specification was received", ["workload_spec"], at, "The policy wants probes of the orchestrator, and no workload was shown")];
  return [asks(looked, `${found}; the policy does not say which kind of check it wants`, ["workload_spec", "control_statement"], at, "The image defines no health check, and the policy does not say whether probes stand in")];
};
