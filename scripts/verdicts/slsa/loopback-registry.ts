import { createServer, type ServerResponse } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

interface Listed {
  manifests: { digest: string; mediaType: string; annotations?: Record<string, string> }[];
}

/** A registry on the loopback, read-only, for as long as it is open: one repository for each image layout it is given. */
export class LoopbackRegistry {
  private readonly layouts: string[] = [];
  private readonly server = createServer((request, response) => this.answer(request.url ?? "/", request.method ?? "GET", response));

  /** The repository's name under which the layout is served; layouts may be added while it is open. */
  add(layout: string): string {
    return `layout-${this.layouts.push(layout) - 1}`;
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve, reject) => this.server.once("error", reject).listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(url: string, method: string, response: ServerResponse): void {
    if (url === "/v2/" || url === "/v2") return void response.writeHead(200).end();
    const [, repository = "", kind = "", reference = ""] = /^\/v2\/layout-(\d+)\/(manifests|blobs)\/([A-Za-z0-9:._-]+)$/.exec(url) ?? [];
    const layout = this.layouts[Number(repository)];
    const digest = layout === undefined ? undefined : reference.startsWith("sha256:") ? reference : attached(layout, reference);
    const path = layout === undefined || digest === undefined ? null : join(layout, "blobs/sha256", digest.slice("sha256:".length));
    if (path === null || !existsSync(path)) return void response.writeHead(404, { "content-type": "application/json" }).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    const bytes = readFileSync(path);
    const type = kind === "blobs" ? "application/octet-stream" : typeOf(bytes);
    response.writeHead(200, { "content-type": type, "content-length": bytes.byteLength, "docker-content-digest": digest });
    response.end(method === "HEAD" ? undefined : bytes);
  }
}

/** cosign's tag of attestations: `sha256-<hex of the image>.att`. */
function attached(layout: string, tag: string): string | undefined {
  const { manifests } = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")) as Listed;
  return tag.endsWith(".att") ? manifests.find(({ annotations }) => annotations?.["kind"] === "dev.cosignproject.cosign/atts")?.digest : undefined;
}

function typeOf(manifest: Buffer): string {
  const { mediaType, manifests } = JSON.parse(manifest.toString("utf8")) as { mediaType?: string; manifests?: unknown };
  return mediaType ?? (manifests === undefined ? "application/vnd.oci.image.manifest.v1+json" : "application/vnd.oci.image.index.v1+json");
}
