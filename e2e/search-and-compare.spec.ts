import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { pressedPages } from "./pages";
import { seeded, signIn, type Seeded } from "./support";

const pathOf = async (page: Page, given: Seeded, name: string): Promise<string> => {
  const found = (await pressedPages(page, given)).find((item) => item.name === name);
  expect(found, name).toBeTruthy();
  return given.url + (found?.path ?? "");
};

test("a flaw says where it is, its places are filtered by the address, and lead to the finding", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(await pathOf(page, given, "search-vulnerability"));
  await expect(page.locator("h1")).toContainText(/^In \d+ current images?, \d+ digests?/);
  await page.getByRole("navigation", { name: "Where" }).getByRole("link", { name: /^Current/ }).click();
  await page.waitForURL(/where=current/);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).first().click()]);
  expect(csv.suggestedFilename()).toBe("default-search.csv");
  await page.locator("table.rows tbody a.row").first().click();
  await page.waitForURL(/digests\/sha256:[0-9a-f]{64}\?tab=vulnerabilities/);
});

test("two digests are chosen, compared, swapped and linked to", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/compare`);
  await expect(page.locator("h1")).toContainText("Choose two digests");
  await page.locator('main li a[href*="/compare?a="]').first().click();
  await page.waitForURL(/a=sha256:/);
  const lead = page.locator("h1");
  await expect(lead).toContainText(/Fixed \d+, new \d+, unchanged \d+|Cannot tell/);
  const before = new URL(page.url()).searchParams;
  await page.getByRole("link", { name: "Swap" }).click();
  await page.waitForURL((url) => url.searchParams.get("a") === before.get("b") && url.searchParams.get("b") === before.get("a"));
  await page.goto(`${given.url}/s/default/compare?a=${before.get("a")?.slice(7, 21)}&b=${before.get("b")?.slice(7, 21)}`);
  expect(new URL(page.url()).searchParams.get("a")).toBe(before.get("a"));
});

test("the digest page leads to what changed against the one before", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}`);
  await page.getByRole("link", { name: /^Compare with the one/ }).click();
  await page.waitForURL(/\/compare\?a=sha256:/);
  await expect(page.getByRole("region", { name: "Side b" })).toBeVisible();
});

test("the palette opens by a key anywhere, finds, remembers digests, keeps the as-of and leads there", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}?asOf=2026-11-21`);
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Command palette" });
  await expect(dialog.getByRole("option", { name: /sha256:/ }).first()).toBeVisible();
  await page.keyboard.type("schema");
  await expect(dialog.getByRole("option", { name: /Search for/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=schema&asOf=2026-11-21/);
  await expect(dialog).toBeHidden();
});

test("single keys move over rows, copy a digest and go to pages, until they are turned off", async ({ browser }) => {
  const given = seeded();
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/images/${given.image}`, { waitUntil: "networkidle" });
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^sha256:[0-9a-f]{64}$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/digests\/sha256/);
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.waitForURL(/\/sla$/, { timeout: 5_000 });
  }).toPass();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard" });
  await keys.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.keyboard.press("?");
  await expect(keys).toBeHidden();
  expect(page.url()).toMatch(/\/sla$/);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`palette, keys, search and compare have no accessibility violation at any width, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const given = seeded();
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await signIn(page, given.url, given);
    const problems: string[] = [];
    const check = async (name: string) => {
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      problems.push(...violations.map((item) => `${name}: ${item.id} at ${item.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) problems.push(`${name}: wider than the screen by ${over} px`);
    };
    const shoot = process.env.PROOFMARK_SCREENSHOTS;
    const pages = (await pressedPages(page, given)).filter(({ name }) => /^(search|compare)/.test(name));
    const all = [...pages, { name: "search-nothing", path: "/s/default/search?q=CVE-1999-0001" }, { name: "compare-choose", path: "/s/default/compare" }];
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const { name, path } of all) {
        await page.goto(given.url + path);
        await check(`${name} at ${width}`);
        if (shoot) await page.screenshot({ path: `${shoot}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      }
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("ssl");
      await expect(page.getByRole("option").nth(1)).toBeVisible();
      await check(`palette at ${width}`);
      if (shoot) await page.screenshot({ path: `${shoot}/palette-${colorScheme}-${width}.png` });
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
      await check(`keys at ${width}`);
      if (shoot && width !== 320) await page.screenshot({ path: `${shoot}/keys-${colorScheme}-${width}.png` });
      await page.keyboard.press("Escape");
    }
    expect(problems).toEqual([]);
    await context.close();
  });
}
