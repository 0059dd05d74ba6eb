import { readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const DEMO = path.resolve(import.meta.dirname, "../demo");

export interface Bundle {
  image: string;
  digest: string;
  tag?: string;
  files: string[];
}

export interface DescribedLine {
  image: string;
  owner: { team: string; contact: string } | null;
  criticality: string;
  exposure: string;
}

export interface Manifest {
  clock: string;
  publicKey: string;
  images: DescribedLine[];
  bundles: Bundle[];
  packetFor: { image: string; digest: string };
}

export const demoManifest = (): Manifest => JSON.parse(readFileSync(path.join(DEMO, "manifest.json"), "utf8")) as Manifest;

export const PERSON = { email: "ada@example.test", password: "correct horse battery staple" };

/** What the global setup hands to the tests. */
export interface Seeded {
  url: string;
  email: string;
  password: string;
  image: string;
  digest: string;
}

export function seeded(): Seeded {
  const text = process.env.PROOFMARK_E2E;
  if (!text) throw new Error("The global setup did not run.");
  return JSON.parse(text) as Seeded;
}

/** One bundle through the upload API, as a pipeline sends it. Answers the receipt's id. */
export async function upload(url: string, token: string, bundle: Bundle): Promise<string> {
  const query = new URLSearchParams({ image: bundle.image, digest: bundle.digest });
  if (bundle.tag) query.set("tag", bundle.tag);
  const body = new FormData();
  for (const name of bundle.files) body.append("file", new Blob([readFileSync(path.join(DEMO, name))]), path.basename(name));
  const response = await fetch(`${url}/api/v1/systems/default/evidence?${query}`, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** Asks until `good` says yes; the last answer is in the error. */
export async function until<T>(what: string, ask: () => Promise<T>, good: (answer: T) => boolean, seconds = 120): Promise<T> {
  let answer = await ask();
  for (let waited = 0; !good(answer); waited += 1) {
    if (waited >= seconds * 2) throw new Error(`${what} did not come: ${JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    answer = await ask();
  }
  return answer;
}

/** Opens a page anew until it shows what a worker brings about behind it: verdicts of signatures come after receipts, one document at a time. */
export async function untilShown(page: Page, address: string, shows: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await shows();
  }).toPass({ timeout: 120_000 });
}

/** Waits until a digest has an evaluation that is not behind its facts. */
export async function evaluated(url: string, token: string, digest: string): Promise<void> {
  const ask = async () => {
    const response = await fetch(`${url}/api/v1/systems/default/digests/${digest}`, { headers: { authorization: `Bearer ${token}` } });
    return response.ok ? ((await response.json()) as { evaluation: { behind: boolean } | null }) : null;
  };
  await until(`The evaluation of ${digest}`, ask, (answer) => answer?.evaluation?.behind === false);
}

export async function signIn(page: Page, url: string, person: { email: string; password: string }): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/s\/[^/]+\/overview/);
}

const shots = process.env.PROOFMARK_SCREENSHOTS;

/** No violation in either theme, nothing wider than the screen at a desk's, a phone's and the narrowest width. */
export async function clean(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    expect.soft(violations.map((item) => `${name}: ${item.id} at ${item.nodes.map((node) => node.target.join(" ")).join(" | ")}`)).toEqual([]);
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, `${name} at ${width}`).toBeLessThanOrEqual(0);
      if (shots && width !== 320) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}
