/** A whole document of this format, as small as it can be. */
export const example = {
  created: "2026-11-01T10:00:00.123Z",
  architecture: "amd64",
  os: "linux",
  config: {
    User: "65532:65532",
    Env: ["PATH=/usr/bin", "MODE=a=b"],
    Entrypoint: ["/app"],
    WorkingDir: "/",
    ExposedPorts: { "8080/tcp": {} },
    Labels: { "org.opencontainers.image.source": "https://example.org/app" },
    Healthcheck: { Test: ["CMD", "/app", "health"], Interval: 30000000000 },
  },
  rootfs: { type: "layers", diff_ids: [`sha256:${"e".repeat(64)}`] },
  history: [{ created: "2026-11-01T10:00:00Z", created_by: "COPY app /app" }, { created_by: "USER 65532", empty_layer: true }],
};
