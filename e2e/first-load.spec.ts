import { gzipSync } from "node:zlib";
import { expect, test, type APIRequestContext } from "@playwright/test";
import { pagesOf, pressedPages } from "./pages";
import { seeded, signIn } from "./support";

/** What a page may load before it is used, compressed. The promise is 180 KiB; every page stays well below it today. */
const MOST_SCRIPT_KIB = 160;
const MOST_STYLE_KIB = 25;

test("no page loads more script or style at first than it may", async ({ page }) => {
  test.setTimeout(120_000);
  const given = seeded();
  const sizes = new Map<string, number>();
  const over: string[] = [];
  const look = async (name: string, path: string) => {
    const html = await (await page.request.get(given.url + path)).text();
    for (const [kind, most] of [["js", MOST_SCRIPT_KIB], ["css", MOST_STYLE_KIB]] as const) {
      const files = loadedFirst(html, kind);
      // What is not found comes without its style sheet in the document and brings it by script.
      if (kind === "js" || name !== "not-found") expect(files.length, `${kind} of ${name}`).toBeGreaterThan(0);
      let bytes = 0;
      for (const file of files) bytes += await compressed(page.request, given.url + file, sizes);
      if (bytes > most * 1024) over.push(`${name}: ${(bytes / 1024).toFixed(1)} KiB of ${kind} in ${files.length} files, at most ${most}`);
    }
  };
  await look("sign-in", "/sign-in");
  await signIn(page, given.url, given);
  for (const { name, path } of [...pagesOf(given), ...(await pressedPages(page, given))]) await look(name, path);
  expect(over).toEqual([]);
});

/** Files the document itself asks for: scripts, preloads and style sheets, each once; nothing for browsers without modules. */
function loadedFirst(html: string, kind: "js" | "css"): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const files = tags.filter((tag) => !/\bnomodule\b/i.test(tag)).map((tag) => /(?:src|href)="([^"?]+)/.exec(tag)?.[1] ?? "");
  return [...new Set(files.filter((file) => file.startsWith("/_next/") && file.endsWith(`.${kind}`)))];
}

async function compressed(request: APIRequestContext, url: string, sizes: Map<string, number>): Promise<number> {
  const known = sizes.get(url);
  if (known !== undefined) return known;
  const size = gzipSync(await (await request.get(url)).body()).length;
  sizes.set(url, size);
  return size;
}
