import { mkdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { pagesOf, pressedPages } from "./pages";
import { seeded, signIn } from "./support";

/** Run by `npm run screenshots`; the pictures in docs/screenshots are of the sample evidence. */
const folder = process.env.PROOFMARK_SCREENSHOTS;
const SHOTS = ["overview", "images", "image", "digest", "digest-finding", "digest-control", "digest-provenance", "digest-evidence", "sla", "evidence", "receipt", "ingest", "search", "trust"];
const DARK = ["overview", "digest", "digest-control", "digest-provenance", "trust"];
const PHONE = ["overview", "digest", "digest-provenance", "sla", "ingest"];

test.skip(!folder, "only with PROOFMARK_SCREENSHOTS, a folder");

for (const [theme, width, names] of [["light", 1280, SHOTS], ["dark", 1280, DARK], ["light", 390, PHONE]] as const) {
  test(`pictures, ${theme}, ${width} wide`, async ({ browser }) => {
    test.setTimeout(240_000);
    mkdirSync(folder ?? "", { recursive: true });
    const given = seeded();
    const page = await browser.newPage({ colorScheme: theme, viewport: { width, height: 860 }, reducedMotion: "reduce" });
    await signIn(page, given.url, given);
    const all = [...pagesOf(given), ...(await pressedPages(page, given))];
    for (const name of names) {
      const found = all.find((item) => item.name === name);
      expect(found, name).toBeTruthy();
      await page.goto(given.url + (found?.path ?? ""), { waitUntil: "networkidle" });
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png`, fullPage: true });
    }
    await page.close();
  });
}

test("the digest page prints as a packet: A4, light, digest and as-of on every page", async ({ browser }) => {
  const given = seeded();
  const page = await browser.newPage({ colorScheme: "dark" });
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}`, { waitUntil: "networkidle" });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, path: `${process.env.PROOFMARK_PRINT ?? folder}/digest-printed.pdf` });
  expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  await page.close();
});
