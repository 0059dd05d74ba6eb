import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TufFiles } from "./read-tuf-bundle";

/**
 * Runs something against files at hand as if they were a TUF repository: on the loopback alone, for as long as that
 * takes. The client then follows the same steps as over the network, "not found" included.
 */
export async function withServedBundle<T>(files: TufFiles, run: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://bundle.invalid").pathname.slice(1));
    const bytes = request.method === "GET" ? (files.get(path) ?? files.get(withoutHash(path))) : undefined;
    response.writeHead(bytes === undefined ? 404 : 200, { "content-type": "application/octet-stream", connection: "close" });
    response.end(bytes);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A target may lie under its plain name: its hash is checked in any case. */
function withoutHash(path: string): string {
  return path.replace(/^targets\/[0-9a-f]{64,128}\./, "targets/");
}
