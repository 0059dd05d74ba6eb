import { lacks, remarks, type ControlContext, type Point } from "../control";

/** What is known of where the digest runs; a tag is no inventory. */
export function deploymentPoints({ facts }: ControlContext, looked: string): Point[] {
  if (facts.current.basis === "deployment") return [remarks(looked, facts.current.is ? `Deployed since ${facts.current.since?.slice(0, 10) ?? "an unknown day"}` : "Not deployed", [])];
  const found = facts.current.basis === "tag" ? "Only tags say what is current; no deployment inventory was received" : "No deployment inventory was received";
  return [lacks(looked, found, ["deployment_inventory"])];
}

/** A digest that runs nowhere shows nothing about what runs. */
export function runningPoints({ facts }: ControlContext): Point[] {
  if (facts.current.is || facts.current.basis !== "deployment") return [];
  return [lacks("The digest among those that run", "The inventory does not list it as running", ["deployment_inventory"], [], "The inventory does not show that this digest runs")];
}
