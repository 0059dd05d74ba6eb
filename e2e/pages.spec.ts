import { expect, test } from "@playwright/test";
import { pagesOf, pressedPages } from "./pages";
import { seeded, signIn } from "./support";

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
  await page.keyboard.press("/");
  await page.keyboard.type("schema");
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
