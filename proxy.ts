import { NextResponse, type NextRequest } from "next/server";

/** Never the API: a matched request's body is cut at 10 MB. Files of the build need no policy of their own. */
export const config = {
  matcher: ["/((?!api/|_next/static/|_next/image|healthz$|readyz$|sign-out$|favicon\\.ico$|mark\\.svg$).*)"],
};

/** Headers the framework and this proxy use inside: a visitor must not be able to set them. */
const INTERNAL = /^(?:x-nonce$|content-security-policy|x-middleware-|x-nextjs-|next-resume$|x-now-route-matches$|x-invoke-|x-matched-path$)/i;

/**
 * Sets the page's content security policy with a nonce of its own and takes internal headers off what came in. It is
 * no lock: who may see a page is decided in the page itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, request.nextUrl.protocol === "https:");
  const headers = new Headers(request.headers);
  for (const name of request.headers.keys()) if (INTERNAL.test(name)) headers.delete(name);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
  response.headers.set("cache-control", "private, no-store");
  return response;
}

/** See docs/decisions: style attributes are allowed, style elements are not without the nonce. */
export function contentSecurityPolicy(nonce: string, https: boolean, development = process.env.NODE_ENV === "development"): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-inline'" : ""}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
