import { compare, parse, type SemVer } from "semver";
import { defineScheme } from "../room";

/** Semantic Versioning 2.0.0 as npm reads it strictly: build metadata orders nothing, a leading "v" is left off. */
export const semver = defineScheme<SemVer>({
  id: "semver",
  title: "Semantic Versioning",
  read: (text) => (/^[\x21-\x7e]+$/.test(text) ? parse(text) : null),
  order: compare,
});
