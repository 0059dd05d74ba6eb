/** A bundle as one body, with the place of each file in it: progress over the whole is progress of each. */
export interface Bundle {
  body: Blob;
  contentType: string;
  spans: { from: number; to: number }[];
}

/** Up to this size the browser holds the whole body once to hash it. */
const MOST_HASHED_BYTES = 128 * 1024 * 1024;

/**
 * multipart/form-data (RFC 7578) written by hand, because the hash of a body whose boundary the browser picks cannot be
 * known before it is sent. The files stay on disk: a Blob of Blobs copies nothing.
 */
export function bundleOf(files: readonly File[], boundary = `proofmark-${crypto.randomUUID()}`): Bundle {
  const parts: BlobPart[] = [];
  const spans: Bundle["spans"] = [];
  let at = 0;
  const add = (part: string | File): void => {
    const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
    parts.push(bytes);
    at += typeof part === "string" ? (bytes as Uint8Array).byteLength : part.size;
  };
  for (const file of files) {
    add(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
    const from = at;
    add(file);
    spans.push({ from, to: at });
    add("\r\n");
  }
  add(`--${boundary}--\r\n`);
  return { body: new Blob(parts), contentType: `multipart/form-data; boundary=${boundary}`, spans };
}

/** A file name as a quoted parameter: what would end it or the line is escaped. */
const quoted = (name: string): string => name.replaceAll("\\", "\\\\").replaceAll('"', "%22").replaceAll(/[\r\n]/g, "_");

/** Content-Digest (RFC 9530) of a body; null where it is too large or the page is not in a secure context. */
export async function contentDigestOf(body: Blob): Promise<string | null> {
  if (body.size > MOST_HASHED_BYTES || globalThis.crypto?.subtle === undefined) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await body.arrayBuffer()));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}

/** How much of each file has left, 0 to 1, by how many bytes of the body have. */
export function shares(spans: Bundle["spans"], sent: number): number[] {
  return spans.map(({ from, to }) => (to === from ? (sent >= to ? 1 : 0) : Math.min(1, Math.max(0, (sent - from) / (to - from)))));
}
