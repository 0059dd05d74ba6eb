import { expect, test } from "@playwright/test";
import { pagesOf, pressedPages } from "./pages";
import { demoManifest, seeded, signIn } from "./support";

test("every page loads under its content security policy, without an error in the console", async ({ page }) => {
  test.setTimeout(180_000);
  const given = seeded();
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && !message.text().includes("404") && errors.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  await signIn(page, given.url, given);
  for (const { path } of [...pagesOf(given), ...(await pressedPages(page, given))]) {
    await page.goto(given.url + path, { waitUntil: "networkidle" });
    await expect(page.locator("main h1, main h2, main .ans").first()).toBeVisible();
  }
  expect(errors).toEqual([]);
});

test("SAMPLE and the as-of stand on every page of a sample system", async ({ page }) => {
  test.setTimeout(120_000);
  const given = seeded();
  await signIn(page, given.url, given);
  for (const { name, path } of pagesOf(given).filter((item) => item.name !== "not-found")) {
    await page.goto(given.url + path);
    await expect(page.getByText("SAMPLE DATA", { exact: true }), name).toBeVisible();
    await expect(page.locator(".asof time"), name).toHaveAttribute("datetime", /^2026-11-23T09:00:00/);
  }
});

test("an as-of stays in every link of every page, and no list claims to show the past", async ({ page }) => {
  test.setTimeout(180_000);
  const given = seeded();
  const asOf = "2026-11-23T08:59:00Z";
  await signIn(page, given.url, given);
  const lost: string[] = [];
  for (const { name, path } of [...pagesOf(given).filter((item) => !["not-found", "trust"].includes(item.name)), ...(await pressedPages(page, given))]) {
    const at = new URL(path, given.url);
    at.searchParams.set("asOf", asOf);
    await page.goto(at.href);
    const hrefs = await page.locator('main a[href^="/s/"], aside nav a[href^="/s/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    lost.push(...hrefs.filter((href) => !href.includes("asOf=") && !href.includes("/settings/")).map((href) => `${name}: ${href}`));
    await expect(page.getByRole("link", { name: "Return to now" }), name).toBeVisible();
  }
  expect(lost).toEqual([]);
});

test("an earlier day is chosen on the page and kept beside its tab", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}?tab=controls`);
  await page.getByText("Show an earlier day").click();
  await expect(page.getByRole("link", { name: "7 days ago" })).toHaveAttribute("href", /tab=controls&asOf=2026-11-16$/);
  await page.getByLabel("What was known at the end of, UTC").fill("2026-11-22");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL(/tab=controls&asOf=2026-11-22$/);
  await expect(page.getByText("Showing what was known at")).toBeVisible();
  await page.getByRole("link", { name: "Return to now" }).click();
  await page.waitForURL(/tab=controls$/);
});

test("an earlier day shows nothing of a digest that was recorded later, and a day to come is now", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  const at = `${given.url}/s/default/digests/${given.digest}`;
  await page.goto(`${at}?asOf=2026-11-22`);
  await expect(page.locator(".say")).toContainText("Nothing was known of this digest then. It was first recorded 23 Nov 2026");
  await expect(page.locator("main")).not.toContainText("linux/amd64");
  await expect(page.locator(".asof")).toContainText("22 Nov 2026, 23:59 UTC");
  await page.goto(`${given.url}/s/default/overview?asOf=2026-11-22`);
  await expect(page.locator(".asof")).toContainText("Digests open as of 22 Nov 2026, 23:59 UTC");
  await page.goto(`${at}?tab=controls&asOf=2026-12-24`);
  expect(page.url()).toBe(`${at}?tab=controls`);
});

test("an index shows what is known of its platforms as theirs, and the same count on tab and page", async ({ page }) => {
  const given = seeded();
  const index = demoManifest().bundles.find(({ tag }) => tag === "1.2")?.digest ?? "";
  await signIn(page, given.url, given);
  for (const [tab, says] of [["vulnerabilities", "an index is not scanned itself"], ["packages", "Those of its platforms list 13 components"], ["configuration", "An index has no configuration of its own"]] as const) {
    await page.goto(`${given.url}/s/default/digests/${index}?tab=${tab}`);
    await expect(page.locator("main"), tab).toContainText(says);
    await page.locator("main .note").getByRole("link", { name: "linux/amd64" }).click();
    await page.waitForURL((url) => url.pathname.endsWith(given.digest) && url.searchParams.get("tab") === tab);
  }
  await page.goto(`${given.url}/s/default/digests/${given.digest}?tab=evidence`);
  const rows = await page.locator("main table tbody tr").count();
  await expect(page.getByRole("link", { name: `Evidence ${rows}`, exact: true })).toBeVisible();
  await expect(page.locator("main .ans").first()).toContainText(`${rows} documents in`);
});

test("of each scanner the scan that ran last is named, however late it was handed in", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}?tab=vulnerabilities`);
  await expect(page.locator(".scans")).toContainText("Trivy, run 20 Nov 2026, 05:10 UTC");
  await expect(page.locator(".scans")).not.toContainText("Trivy, run 12 Nov 2026");
});

test("a link with filters leads back to them after signing in", async ({ page }) => {
  const given = seeded();
  await page.goto(`${given.url}/s/default/images?status=fail&q=edge`);
  await page.getByLabel("E-mail").fill(given.email);
  await page.getByLabel("Password").fill(given.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/images\?status=fail&q=edge/);
});

test("a list in CSV has the rows of its page under the same filter", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  for (const path of [`/s/default/digests/${given.digest}?tab=vulnerabilities&severity=high`, `/s/default/digests/${given.digest}?tab=controls&status=pass`, "/s/default/evidence?kind=vex", `/s/default/digests/${given.digest}?tab=history`]) {
    await page.goto(given.url + path);
    const shown = await page.locator("main table.rows > tbody > tr:not(.group)").count();
    const csv = await (await page.request.get(given.url + ((await page.getByRole("link", { name: "CSV", exact: true }).getAttribute("href")) ?? ""))).text();
    expect(csv.trim().split("\r\n").length - 1, path).toBe(shown);
  }
});

test("image lines are sorted by their heads, by mouse and keys, and each facet leaves what it counts", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/images`);
  const head = (name: string) => page.getByRole("columnheader", { name, exact: true });
  await expect(head("State")).toHaveAttribute("aria-sort", "descending");
  await head("Image line").getByRole("link").click();
  await page.waitForURL(/sort=name/);
  await expect(head("Image line")).toHaveAttribute("aria-sort", "ascending");
  const names = await page.locator("table.lines tbody a.row").allInnerTexts();
  await head("Image line").getByRole("link").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=-name/);
  await expect(head("Image line")).toHaveAttribute("aria-sort", "descending");
  expect(await page.locator("table.lines tbody a.row").allInnerTexts()).toEqual(names.toReversed());
  const choices = await page.locator(".facet a:has(.n)").evaluateAll((links) => links.map((link) => ({ href: (link as HTMLAnchorElement).href, count: Number(link.querySelector(".n")?.textContent) })));
  expect(choices.length).toBeGreaterThan(2);
  for (const { href, count } of choices) {
    await page.goto(href);
    await expect(page.locator("table.lines tbody tr"), href).toHaveCount(count);
    expect(page.url()).toContain("sort=-name");
  }
});

test("all tabs stand on one page to print, each under its name", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}?tab=all`);
  for (const name of ["Vulnerabilities", "Packages", "Configuration", "Evidence", "History"]) await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Controls: / }).first()).toBeVisible();
});

test("a unique beginning of a digest leads to its full address", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest.slice(0, 7 + 14)}?tab=controls`);
  expect(new URL(page.url()).pathname).toBe(`/s/default/digests/${given.digest}`);
  expect(new URL(page.url()).searchParams.get("tab")).toBe("controls");
});

test("the theme is kept in a cookie and is there before any script", async ({ browser }) => {
  const given = seeded();
  const context = await browser.newContext({ colorScheme: "light" });
  const page = await context.newPage();
  await signIn(page, given.url, given);
  await page.getByRole("button", { name: /^Theme:/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const html = await (await context.request.get(page.url())).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
  await context.close();
});

test("a copied digest is the whole digest", async ({ browser }) => {
  const given = seeded();
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await signIn(page, given.url, given);
  await page.goto(`${given.url}/s/default/digests/${given.digest}`);
  await page.getByRole("button", { name: "Copy digest" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(given.digest);
  await context.close();
});

test("slash puts the cursor in the search", async ({ page }) => {
  const given = seeded();
  await signIn(page, given.url, given);
  // A key pressed before the page's script runs goes nowhere, so it is pressed until the field has the cursor.
  const field = page.getByRole("search").getByRole("searchbox").first();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await field.fill("schema");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=schema/);
});

test("pages stay shut without a session", async ({ page }) => {
  const given = seeded();
  for (const { path } of pagesOf(given)) {
    await page.goto(given.url + path);
    expect(new URL(page.url()).pathname, path).toBe("/sign-in");
  }
});
