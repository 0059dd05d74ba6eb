/** Set on every answer of the API: nothing is kept by caches, sniffed, framed or run. */
const ALWAYS: Record<string, string> = {
  "cache-control": "private, no-store",
  vary: "Authorization, Cookie, Accept",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

export function withSecurityHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(ALWAYS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}

/** `Content-Disposition: attachment` for a file name nobody can be trusted with (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^A-Za-z0-9._-]+/g, "_").slice(-120) || "file";
  const exact = encodeURIComponent(fileName.slice(-200).toWellFormed()).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
