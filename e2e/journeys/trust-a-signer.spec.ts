import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { startServer, type RunningServer } from "../../tests/setup/server";
import { clean, demoManifest, evaluated, PERSON, signIn, untilShown, upload } from "../support";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
const BERT = { email: "bert@example.test", password: "another correct horse battery" };
const manifest = demoManifest();
const { digest, image } = manifest.packetFor;

let server: RunningServer;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startServer({ PROOFMARK_CLOCK: manifest.clock, PROOFMARK_SAMPLE: "1" });
  for (const { email, password } of [PERSON, BERT]) server.cli(["admin", "create", "--email", email, "--password-stdin"], `${password}\n`);
  const token = server.cli(["token", "create", "--system", "default", "--role", "owner"]);
  const reader = server.cli(["token", "create", "--system", "default", "--role", "viewer"]);
  const bundles = manifest.bundles.filter((bundle) => bundle.digest === digest);
  for (const bundle of bundles) await upload(server.url, token, bundle);
  await evaluated(server.url, reader, digest);
});
test.afterAll(() => server?.stop());

test("one administrator proposes a key, cannot approve it, a second one does, and the seals turn to verified", async ({ browser }) => {
  test.setTimeout(900_000);
  const ada = await (await browser.newContext()).newPage();
  await signIn(ada, server.url, PERSON);
  const trust = `${server.url}/s/default/settings/trust`;
  const seal = (page: Page) => page.getByRole("region", { name: "Evidence seals" }).locator("article").filter({ has: page.getByRole("heading", { name: "Signature", exact: true }) });

  await test.step("while nobody is trusted, the signature is present and not verified", async () => {
    await untilShown(ada, `${server.url}/s/default/digests/${digest}`, () => expect(seal(ada)).toHaveClass(/unverified/, { timeout: 2_000 }));
    await ada.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Settings" }).click();
    await ada.waitForURL(trust);
    await expect(ada.getByRole("heading", { level: 1 })).toHaveText(/^Nobody is trusted to sign/);
    await clean(ada, "trust-nobody");
  });

  await test.step("a pattern that matches more than it seems to is refused in the server's words", async () => {
    await ada.getByRole("button", { name: "Add an identity" }).click();
    await ada.getByLabel("Name", { exact: true }).fill("Release workflow");
    await ada.getByLabel("Issuer").fill("https://token.actions.githubusercontent.com");
    await ada.getByLabel("The subject is").selectOption("pattern");
    await ada.getByLabel("Subject", { exact: true }).fill("https://github.com/acme/.*");
    await expect(ada.getByText(/a pattern must start with \^ and end with \$/)).toBeVisible();
    await expect(ada.getByRole("button", { name: "Propose this change" })).toBeDisabled();
    await clean(ada, "trust-refused");
    await ada.getByLabel("Subject", { exact: true }).fill("^https://github.com/acme/[a-z]+/.github/workflows/release.yml@refs/tags/v[0-9.]+$");
    await expect(ada.getByText(/a pattern must start with/)).toBeHidden();
    await ada.getByRole("button", { name: "Discard" }).click();
  });

  await test.step("a key is written, looked ahead and proposed", async () => {
    await ada.getByRole("button", { name: "Add a key" }).click();
    await ada.getByLabel("Name", { exact: true }).fill("Release key");
    await ada.getByLabel("Public key (PEM)").fill(readFileSync(path.join(DEMO, manifest.publicKey), "utf8"));
    await ada.getByLabel("Images", { exact: true }).fill("registry.example.test/payments/*");
    await ada.getByRole("button", { name: "What would change" }).click();
    await expect(ada.getByText(/[1-9]\d* documents would become verified, 0 would no longer be\./)).toBeVisible({ timeout: 60_000 });
    await ada.getByLabel("Why", { exact: true }).fill("The release key signs every build of payments.");
    await clean(ada, "trust-draft");
    await ada.getByRole("button", { name: "Propose this change" }).click();
    await expect(ada.getByRole("heading", { level: 1 })).toHaveText(/1 change waits for a second administrator until/);
    await expect(ada.getByRole("button", { name: "Withdraw" })).toBeVisible();
    await expect(ada.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });

  await test.step("the test box judges by the open change, and says why another digest fails", async () => {
    await ada.getByLabel("Signed document").setInputFiles(path.join(DEMO, "evidence/ledger-api/1.2.0/sbom.dsse.json"));
    await ada.getByLabel("Under the digest").fill(digest);
    await ada.locator("#test").getByLabel("Image", { exact: true }).fill(image);
    await ada.getByRole("button", { name: "Test it" }).click();
    await expect(ada.getByText("There is no rule: nobody is trusted.")).toBeVisible({ timeout: 60_000 });
    await ada.getByLabel("Judge by").selectOption({ index: 1 });
    await ada.getByRole("button", { name: "Test it" }).click();
    await expect(ada.getByText(/It would be verified, by the rule signer-1/)).toBeVisible({ timeout: 60_000 });
    await clean(ada, "trust-tested");
    await ada.getByLabel("Under the digest").fill(`sha256:${"0".repeat(64)}`);
    await ada.getByRole("button", { name: "Test it" }).click();
    await expect(ada.getByText(/It would fail verification: the signed subject is the digest it is shown under does not hold/)).toBeVisible({ timeout: 60_000 });
  });

  const bert = await (await browser.newContext()).newPage();
  await test.step("a second administrator reads what would change and approves", async () => {
    await signIn(bert, server.url, BERT);
    await bert.goto(trust);
    await expect(bert.getByText("The release key signs every build of payments.").first()).toBeVisible();
    await clean(bert, "trust-open");
    await bert.getByRole("button", { name: "Approve" }).click();
    await expect(bert.getByRole("heading", { level: 1 })).toHaveText(/^1 signer is trusted/);
    await expect(bert.getByRole("cell", { name: /^Approved by / })).toBeVisible();
    await clean(bert, "trust-approved");
  });

  await test.step("the seal on the digest's page turns to verified, without anything handed in anew", async () => {
    await untilShown(bert, `${server.url}/s/default/digests/${digest}`, () => expect(seal(bert)).toHaveClass(/\bverified\b/, { timeout: 2_000 }));
    await expect(seal(bert)).toContainText("Verified");
  });

  await test.step("the evidence file's page shows the verdict, its basis, and what was said before", async () => {
    await bert.goto(`${server.url}/s/default/evidence?q=sbom.dsse`);
    await bert.getByRole("link", { name: "Read it here" }).first().click();
    await bert.waitForURL(/\/evidence\/[0-9a-f]{64}/);
    const verdicts = bert.locator("#verdicts");
    const verified = verdicts.getByText(/Verified under the digest and line it is shown in/);
    await untilShown(bert, bert.url(), () => expect(verified).toBeVisible({ timeout: 2_000 }));
    await expect(verdicts.getByText("signer-1").first()).toBeVisible();
    await expect(verdicts.getByText(/Earlier verdicts \(\d+\)/).first()).toBeVisible();
    await expect(bert.getByText(/openssl dgst -sha256 -verify cosign.pub/)).toBeVisible();
    await clean(bert, "evidence-verdict");
  });
});
