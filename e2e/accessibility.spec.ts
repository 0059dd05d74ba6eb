import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { pagesOf, pressedPages } from "./pages";
import { seeded, signIn } from "./support";

/** Widths of a desk, a phone and the narrowest screen that must reflow. */
const WIDTHS = [1280, 390, 320];

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page has an accessibility violation, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const given = seeded();
    const problems: string[] = [];
    await page.goto(`${given.url}/sign-in`);
    problems.push(...(await violations(page, "sign-in")));
    await signIn(page, given.url, given);
    for (const { name, path } of [...pagesOf(given), ...(await pressedPages(page, given))]) {
      await page.goto(given.url + path);
      problems.push(...(await violations(page, name)));
    }
    expect(problems).toEqual([]);
    await context.close();
  });
}

async function violations(page: Page, name: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  return found.map((item) => `${name}: ${item.id} at ${item.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
}

for (const width of WIDTHS) {
  test(`every page fits a width of ${width}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const given = seeded();
    await signIn(page, given.url, given);
    const wide: string[] = [];
    for (const { name, path } of [...pagesOf(given), ...(await pressedPages(page, given))]) {
      await page.goto(given.url + path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) wide.push(`${name} by ${over} px`);
    }
    expect(wide).toEqual([]);
    await page.close();
  });
}
