import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { startServer, type RunningServer } from "../../tests/setup/server";
import { clean, demoManifest, PERSON, signIn } from "../support";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
const LINE = "evidence/ledger-api/1.1.0";

let server: RunningServer;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await startServer();
  server.cli(["admin", "create", "--email", PERSON.email, "--password-stdin"], `${PERSON.password}\n`);
});
test.afterAll(() => server?.stop());

test("two files are dropped, looked at, sent again after a broken upload, and show on the digest's page", async ({ page }) => {
  test.setTimeout(480_000);
  const bundle = demoManifest().bundles.find(({ files }) => files.some((file) => file.startsWith(LINE)));
  if (!bundle) throw new Error("The sample has no such line.");
  const files = ["manifest.json", "sbom.cdx.json"];
  await signIn(page, server.url, PERSON);

  await test.step("the way leads from the receipts, and nothing can be sent before something is chosen", async () => {
    await page.goto(`${server.url}/s/default/receipts`);
    await page.getByRole("link", { name: "Hand in evidence" }).click();
    await page.waitForURL(/\/s\/default\/ingest/);
    await expect(page.getByRole("button", { name: "Preview" })).toBeDisabled();
    await expect(page.getByText(`${server.url}/api/v1/systems/default/evidence`).first()).toBeVisible();
  });

  await test.step("files are dropped, and the picker is reached by keyboard", async () => {
    await drop(page, files);
    await expect(page.getByRole("list", { name: "Chosen files" }).getByRole("listitem")).toHaveCount(2);
    await page.getByLabel("Choose files").focus();
    await expect(page.getByLabel("Choose files")).toBeFocused();
  });

  await test.step("a digest that is none is said so at its field", async () => {
    await page.getByLabel("Digest", { exact: true }).fill("sha256:abc");
    await expect(page.getByText("A digest is sha256: and 64 hex digits, lower case.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Preview" })).toBeDisabled();
    await page.getByLabel("Digest", { exact: true }).fill("");
    await page.getByLabel("Image", { exact: true }).fill(bundle.image);
  });

  await test.step("the preview says what would be applied, and stores nothing", async () => {
    await page.getByRole("button", { name: "Preview" }).click();
    await expect(page.getByRole("heading", { name: /2 of 2 documents would be applied/ })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("Names the digest").first()).toBeVisible();
    expect(await receiptIds(page)).toEqual([]);
    await clean(page, "ingest-preview");
  });

  await test.step("a broken upload keeps the files, and trying again gives a receipt", async () => {
    await page.route(/\/evidence\?/, (route) => route.abort("connectionreset"), { times: 1 });
    await page.getByRole("button", { name: "Hand in", exact: true }).click();
    await expect(page.locator(".expect").getByText(/The connection broke before an answer came/)).toBeVisible();
    await expect(page.getByRole("list", { name: "Chosen files" }).getByRole("listitem")).toHaveCount(2);
    await clean(page, "ingest-failed");
    const request = page.waitForRequest((sent) => /\/evidence\?/.test(sent.url()) && sent.method() === "POST");
    await page.getByRole("button", { name: "Try again" }).click();
    expect((await request).headers()["content-digest"]).toMatch(/^sha-256=:/);
  });

  await test.step("the receipt is live until it is done", async () => {
    await expect(page.getByRole("heading", { name: /2 of 2 documents applied/ })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("status").filter({ hasText: "Done" })).toBeVisible();
    expect(await receiptIds(page)).toHaveLength(1);
    await clean(page, "ingest-receipt");
  });

  await test.step("the same bundle again gives the same receipt", async () => {
    const before = await receiptIds(page);
    await page.getByRole("button", { name: "Hand in more" }).click();
    await page.getByLabel("Choose files").setInputFiles(files.map((name) => path.join(DEMO, LINE, name)));
    await page.getByRole("button", { name: "Hand in", exact: true }).click();
    await expect(page.getByRole("heading", { name: /2 of 2 documents applied/ })).toBeVisible({ timeout: 60_000 });
    expect(await receiptIds(page)).toEqual(before);
  });

  await test.step("the receipt's page and the digest's page tell the same", async () => {
    await page.getByRole("link", { name: "Open the receipt" }).click();
    await page.waitForURL(/\/receipts\//);
    await expect(page.getByRole("heading", { name: /2 of 2 documents applied/ })).toBeVisible();
    await clean(page, "receipt");
    await page.locator(".doc .digest a").first().click();
    await page.waitForURL(/\/digests\/sha256:/);
    await page.goto(`${page.url()}?tab=packages`);
    await page.getByText("What this bill of materials states and lacks").click();
    await expect(page.getByRole("rowheader", { name: "with a package address" })).toBeVisible();
    await clean(page, "packages");
    await page.goto(`${server.url}/s/default/receipts?q=sbom`);
    await expect(page.getByText("all 2 documents applied")).toBeVisible();
    await clean(page, "receipts");
    await page.goto(`${server.url}/s/default/evidence`);
    await page.getByRole("row", { name: /sbom/ }).getByRole("link", { name: "Read it here" }).click();
    await page.waitForURL(/\/s\/default\/evidence\/[0-9a-f]{64}/);
    await expect(page.getByText("6 gaps in this bill of materials.")).toBeVisible();
    await clean(page, "evidence-file");
  });

  await test.step("what would not count is said with its place and with what would settle it", async () => {
    await page.goto(`${server.url}/s/default/ingest`);
    await page.getByLabel("Choose files").setInputFiles([
      { name: "cut.cdx.json", mimeType: "application/json", buffer: Buffer.from('{"bomFormat": "CycloneDX", "components": [{"na') },
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("nothing a reader knows") },
      { name: "sbom-of-another.cdx.json", mimeType: "application/json", buffer: readFileSync(path.join(DEMO, "evidence/ledger-api/1.0.0/sbom.cdx.json")) },
    ]);
    await page.getByLabel("Digest", { exact: true }).fill(bundle.digest);
    await page.getByRole("button", { name: "Preview" }).click();
    await expect(page.getByText("Would be refused")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("What would settle it").first()).toBeVisible();
    expect(await receiptIds(page)).toHaveLength(1);
    await clean(page, "ingest-problems");
  });
});

async function drop(page: Page, names: string[]): Promise<void> {
  const given = names.map((name) => ({ name, text: readFileSync(path.join(DEMO, LINE, name), "utf8") }));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, text } of list) data.items.add(new File([text], name));
    return data;
  }, given);
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: transfer });
}

async function receiptIds(page: Page): Promise<string[]> {
  const answer = await page.request.get(`${server.url}/api/v1/systems/default/receipts`);
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
}
