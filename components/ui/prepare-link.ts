/** Where an untrusted link may lead, and the host a reader should see beside it; null = show the text, link nothing. */
export interface SafeTarget {
  href: string;
  host: string;
}

/**
 * Only absolute http and https addresses without credentials become links. The host is the parsed one in its ASCII
 * form, so that a look-alike name shows as `xn--…`.
 */
export function prepareLink(url: string | null | undefined): SafeTarget | null {
  if (!url || url.length > 2_000 || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.username !== "" || parsed.password !== "") return null;
  return { href: parsed.href, host: parsed.host };
}
