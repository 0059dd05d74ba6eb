import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { startServer, type RunningServer } from "../../tests/setup/server";
import { clean, demoManifest, evaluated, PERSON, signIn, until, untilShown, upload } from "../support";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
const manifest = demoManifest();
const { digest, image } = manifest.packetFor;
const SOURCE = "https://git.example.test/payments/ledger-api";

let server: RunningServer;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startServer({ PROOFMARK_CLOCK: manifest.clock, PROOFMARK_SAMPLE: "1" });
  server.cli(["admin", "create", "--email", PERSON.email, "--password-stdin"], `${PERSON.password}\n`);
  server.cli(["trust", "first", "--key", path.join(DEMO, manifest.publicKey)]);
  const token = server.cli(["token", "create", "--system", "default", "--role", "owner"]);
  const reader = server.cli(["token", "create", "--system", "default", "--role", "viewer"]);
  for (const bundle of manifest.bundles.filter((one) => one.digest === digest)) await upload(server.url, token, bundle);
  await evaluated(server.url, reader, digest);
});
test.afterAll(() => server?.stop());

test("what builds must come from is taken over, looked at, recorded, broken, and met", async ({ browser }) => {
  test.setTimeout(900_000);
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await signIn(page, server.url, PERSON);
  const line = `${server.url}/s/default/images/${image}`;
  const section = page.locator("#expected");
  const button = (name: string, on: Page = page) => on.getByRole("button", { name, exact: true });

  await test.step("nobody has said anything: the current digest's verified provenance fills the form in", async () => {
    const seals = page.getByRole("region", { name: "Evidence seals" }).locator("article");
    const provenance = seals.filter({ has: page.getByRole("heading", { name: "Provenance", exact: true }) });
    await untilShown(page, `${server.url}/s/default/digests/${digest}`, () => expect(provenance).toHaveClass(/\bverified\b/, { timeout: 2_000 }));
    await page.goto(line);
    await expect(section.getByText("Nobody has said what builds of this image must come from.")).toBeVisible();
    await button("Take from the current digest").click();
    await expect(section.getByText(/Filled in from verified provenance/)).toBeVisible({ timeout: 60_000 });
    await expect(section.getByLabel("Source repository")).toHaveValue(/git\.example\.test\/payments\/ledger-api/);
    await expect(section.getByLabel("Builder")).toHaveValue("https://builder.example.test/payments/release");
    await clean(page, "expect-filled");
  });

  const stale = await page.context().newPage();
  await stale.goto(line);

  await test.step("what is no repository is refused at its field", async () => {
    await section.getByLabel("Source repository").fill("ledger-api");
    await button("Would the current digest meet it?").click();
    await expect(section.getByText(/A source repository is a host and a path/)).toBeVisible({ timeout: 60_000 });
    await expect(section.getByLabel("Source repository")).toHaveAttribute("aria-invalid", "true");
    await expect(button("Record it")).toBeDisabled();
  });

  await test.step("another source would not be met, and every result that would change is named", async () => {
    await section.getByLabel("Source repository").fill("https://git.example.test/payments/ledger");
    await section.getByLabel("SLSA build level, at least").selectOption("3");
    await button("Would the current digest meet it?").click();
    await expect(section.getByText("The current digest would not meet it.")).toBeVisible({ timeout: 60_000 });
    await expect(section.getByRole("row", { name: /SI-7/ })).toContainText("Fail");
    await clean(page, "expect-ahead");
    await button("Record it").click();
    await expect(section.getByText(/Recorded as version 1/)).toBeVisible({ timeout: 60_000 });
    await expect(section.getByText("Every build must match 3 expectations.")).toBeVisible();
    await clean(page, "expect-recorded");
  });

  const says = async (tab: string): Promise<string> => {
    await page.goto(`${server.url}/s/default/digests/${digest}?tab=${tab}&image=${encodeURIComponent(image)}`);
    return page.locator("main").innerText();
  };

  await test.step("the digest is evaluated again and is not ready; its controls say why", async () => {
    await until("A broken expectation", () => says("provenance"), (text) => text.includes("Not as expected: the source repository is"));
    await clean(page, "expect-broken-provenance");
    await says("controls");
    await clean(page, "expect-broken-controls");
    await page.getByRole("link", { name: /^FedRAMP Moderate/ }).click();
    await page.getByRole("link", { name: "Control SI-7: because" }).click();
    await expect(page.getByText(/As the image line expects: source repository/).first()).toBeVisible();
    await expect(page.getByText(/Who built it, by verified provenance/).first()).toBeVisible();
    await clean(page, "expect-broken-control");
  });

  await test.step("a page that has not seen it is refused, shows the newest, and keeps what was written", async () => {
    const form = stale.locator("#expected");
    await form.getByLabel("Source repository").fill(SOURCE);
    await button("Record it", stale).click();
    await expect(form.getByRole("alert")).toContainText("What is expected is at version 1 by now", { timeout: 60_000 });
    await expect(form.getByLabel("Source repository")).toHaveValue(SOURCE);
    await expect(form.getByText("Expectation version 1")).toBeVisible();
    await button("Record it", stale).click();
    await expect(form.getByText(/Recorded as version 2/)).toBeVisible({ timeout: 60_000 });
    await clean(stale, "expect-second-version");
    await until("A met expectation", () => says("provenance"), (text) => text.includes("Verified provenance is as expected."));
  });
});
