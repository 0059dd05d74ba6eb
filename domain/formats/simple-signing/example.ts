/** A whole document of this format, as small as it can be. */
export const example = {
  critical: { identity: { "docker-reference": "registry.example.org/app" }, image: { "docker-manifest-digest": `sha256:${"a".repeat(64)}` }, type: "cosign container image signature" },
  optional: null,
};
