import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { startServer, type RunningServer } from "../../tests/setup/server";
import { demoManifest, PERSON, signIn, upload } from "../support";

let server: RunningServer;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await startServer();
});
test.afterAll(() => server?.stop());

test("from an empty install to a downloaded packet", async ({ page }) => {
  test.setTimeout(240_000);
  const manifest = demoManifest();
  const { image, digest } = manifest.packetFor;

  await test.step("the set-up link makes the first administrator, once", async () => {
    const link = /https?:\/\/\S+\/set-up\/\S+/.exec(server.output())?.[0];
    expect(link, "the first start prints a one-time link").toBeTruthy();
    await page.goto(new URL(new URL(link ?? "").pathname, server.url).href);
    await page.getByLabel("E-mail").fill(PERSON.email);
    await page.getByLabel(/^Password/).fill(PERSON.password);
    await page.getByRole("button", { name: "Make the account and sign in" }).click();
    await page.waitForURL(/\/s\/default\/overview/);
  });

  await test.step("the empty overview teaches the first ingest", async () => {
    await expect(page.getByText("Nothing is recorded yet.")).toBeVisible();
    await expect(page.getByText("npm run -s proofmark -- token create")).toBeVisible();
    await expect(page.locator(".seal.missing")).toHaveCount(5);
  });

  await test.step("sign out and in again", async () => {
    await page.getByText(PERSON.email.split("@")[0] ?? "", { exact: false }).first().click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    await signIn(page, server.url, PERSON);
  });

  await test.step("evidence goes in, and the page turns without being reloaded", async () => {
    const token = server.cli(["token", "create", "--system", "default", "--role", "ingest"]);
    for (const bundle of manifest.bundles.filter((item) => item.digest === digest)) await upload(server.url, token, bundle);
    await expect(page.getByText("Nothing is recorded yet.")).toHaveCount(0, { timeout: 90_000 });
    await expect(page.getByRole("link", { name: image.split("/").at(-1) ?? "" }).first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step("the digest page opens with a verdict and five seals", async () => {
    await page.goto(`${server.url}/s/default/digests/${digest}`);
    await expect(page.getByRole("region", { name: "Verdict" })).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("Nothing is decided yet.")).toHaveCount(0, { timeout: 1_000 });
    }).toPass({ timeout: 90_000 });
    await expect(page.locator(".seal")).toHaveCount(5);
    await expect(page.getByRole("navigation", { name: "Digest evidence" }).getByRole("link", { name: /^Controls/ })).toBeVisible();
  });

  await test.step("the packet is built and downloaded", async () => {
    const download = page.waitForEvent("download", { timeout: 120_000 });
    await page.getByRole("link", { name: "Packet as PDF" }).click();
    const file = await (await download).path();
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(bytes.byteLength).toBeGreaterThan(20_000);
  });
});
