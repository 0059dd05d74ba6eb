import { startServer } from "../tests/setup/server";
import { demoManifest, evaluated, PERSON, upload, type DescribedLine, type Seeded } from "./support";

/** The product with the sample evidence in it, its clock at the sample's day, and one administrator: shared by all pages' tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const manifest = demoManifest();
  const server = await startServer({ PROOFMARK_CLOCK: manifest.clock, PROOFMARK_SAMPLE: "1" });
  try {
    server.cli(["admin", "create", "--email", PERSON.email, "--password-stdin"], `${PERSON.password}\n`);
    const ingest = server.cli(["token", "create", "--system", "default", "--role", "ingest"]);
    const read = server.cli(["token", "create", "--system", "default", "--role", "viewer"]);
    server.cli(["trust", "first", "--key", `demo/${manifest.publicKey}`, "--images", "registry.example.test/payments/*", "--accept-unsigned-from", ingest]);
    for (const line of manifest.images) server.cli(describe(line));
    for (const bundle of manifest.bundles) await upload(server.url, ingest, bundle);
    for (const digest of new Set(manifest.bundles.map((bundle) => bundle.digest))) await evaluated(server.url, read, digest);
  } catch (error) {
    await server.stop();
    throw new Error(`${(error as Error).message}\n${server.output()}`, { cause: error });
  }
  const seeded: Seeded = { url: server.url, ...PERSON, ...manifest.packetFor };
  process.env.PROOFMARK_E2E = JSON.stringify(seeded);
  return () => server.stop();
}

function describe({ image, owner, criticality, exposure }: DescribedLine): string[] {
  const named = owner ? ["--owner", owner.team, "--contact", owner.contact] : [];
  return ["image", "describe", "--image", image, ...named, "--criticality", criticality, "--exposure", exposure];
}
