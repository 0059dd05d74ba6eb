/** A whole document of this format, as small as it can be. */
export const example = {
  run_timestamp: 1793696400,
  run_at: "2026-11-03T09:00:00Z",
  kubernetes_cis_version: "1.8.0",
  docker_cis_version: "1.6.0",
  items: [
    { test_number: "D.4.1", category: "docker", type: "image", profile: "Level 1", scored: true, automated: true, description: "A user for the container has been created", level: "WARN", message: [], tags: [] },
    { test_number: "D.4.6", category: "docker", type: "image", profile: "Level 1", scored: true, automated: true, description: "HEALTHCHECK has been added", level: "PASS", message: [], tags: [] },
  ],
};
