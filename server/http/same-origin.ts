import { fail, ok, type Result } from "../../domain/model/problem";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True when both name this product: the same host and port, or two spellings of this machine on the same port. */
function sameHost(host: string, origin: URL): boolean {
  if (host.toLowerCase() === origin.host) return true;
  if (!LOOPBACK.has(origin.hostname) || !URL.canParse(`${origin.protocol}//${host}`)) return false;
  const given = new URL(`${origin.protocol}//${host}`);
  return LOOPBACK.has(given.hostname) && given.port === origin.port;
}

/**
 * The Host a request was sent to is ours. Anything else is another site whose name leads here (DNS rebinding) or a
 * proxy that must be told to pass the host on. Problem code: access/wrong-host.
 */
export function checkHost(headers: Headers, origin: string): Result<true> {
  const host = headers.get("host");
  if (host === null || sameHost(host, new URL(origin))) return ok(true);
  return fail({ code: "access/wrong-host", detail: "This address is not the one Proofmark answers under (PROOFMARK_ORIGIN)." });
}

/**
 * A change asked for with a cookie comes from our own pages. Browsers say so in Sec-Fetch-Site, older ones and plain
 * http ones in Origin; a request that says neither is no browser and has no business with cookies.
 * Problem code: access/cross-site.
 */
export function checkSameSite(headers: Headers, origin: string, silentAllowed = false): Result<true> {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none" ? ok(true) : CROSS_SITE;
  const from = headers.get("origin");
  if (from === null) return silentAllowed ? ok(true) : CROSS_SITE;
  const known = new URL(origin);
  if (!URL.canParse(from)) return CROSS_SITE;
  const given = new URL(from);
  return given.protocol === known.protocol && sameHost(given.host, known) ? ok(true) : CROSS_SITE;
}

const CROSS_SITE = fail({ code: "access/cross-site", detail: "This change was not asked for by a page of Proofmark." });
