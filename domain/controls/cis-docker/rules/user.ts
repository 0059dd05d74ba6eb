import { standingOf } from "../../basis/standing";
import { asks, lacks, remarks, supports, violates, type Point, type Rule } from "../../control";

const LOOKED = "A user other than root in the image configuration";

/** 4.1: an empty user, "root" or uid 0 is root. A name can hide uid 0, so only a number passes without /etc/passwd. */
export const user: Rule = ({ facts, index }) => {
  const config = facts.config;
  if (config === null) return [lacks(LOOKED, "No image configuration was received", ["image_config"])];
  const at = [`${config.evidence}#/config/User`];
  const named = (config.user ?? "").trim();
  const who = named.split(":")[0] ?? "";
  if (who === "") return [violates(LOOKED, named === "" ? "User is empty: root" : `User ${named} names only a group: root`, at, "No user is set, so the image runs as root")];
  if (who.toLowerCase() === "root" || (/^\d+$/.test(who) && Number(who) === 0)) return [violates(LOOKED, `User ${named}: root`, at, "The image runs as root")];
  if (!/^\d+$/.test(who)) {
    return [asks("The user resolved to a number", `User ${named} is a name, and the content of /etc/passwd was not received`, ["file_inventory", "control_statement"], at, `The user ${who} is a name that nothing received resolves to a number`)];
  }
  const trust = standingOf(index, config.evidence);
  if (!trust.counts) return [lacks(LOOKED, `User ${named}, but the configuration may not count: ${trust.why}`, ["image_manifest"], at)];
  const points: Point[] = [supports(LOOKED, `User ${named}`, at, `The image runs as user ${who}`)];
  if (facts.policy.uidMin !== null && Number(who) < facts.policy.uidMin) points.push(remarks(`A uid of at least ${facts.policy.uidMin}`, `uid ${who} is lower`, at));
  return points;
};
