import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { readTrustRoot, type TrustRoot } from "../../../domain/verification/trust-root";
import { unwrapOk } from "../../../domain/model/problem";

/** What a tool says: null where it could not look, which is no verdict and never counts as a refusal. */
export interface Said {
  ok: boolean | null;
  says: string;
}

const TARGETS = seeds["https://tuf-repo-cdn.sigstore.dev"].targets;
/** What slsa-verifier says where it lacks its root or an entry of the log, both of which it asks the network for. */
const COULD_NOT_LOOK = /tuf refresh failed|tuf: |updating local metadata|rekor entries|searching rekor|proxyconnect/i;

/** The root both sides use, and the ways in which slsa-verifier and its libraries can be given it without a network. */
export interface GivenRoot {
  value: TrustRoot;
  env: Record<string, string>;
}

/**
 * Writes the seeded root for slsa-verifier: as the folder of targets (SIGSTORE_TARGETS, of a build that reads it in place
 * of asking TUF) and as the keys and certificates that the libraries behind `verify-image` take from their own variables.
 */
export function givenRoot(folder: string): GivenRoot {
  const place = join(folder, "targets");
  mkdirSync(join(place, "registry.npmjs.org"), { recursive: true });
  for (const [name, content] of Object.entries(TARGETS)) writeFileSync(join(place, decodeURIComponent(name)), Buffer.from(content, "base64"));
  const bytes = Buffer.from(TARGETS["trusted_root.json"], "base64");
  const raw = JSON.parse(bytes.toString("utf8")) as RawRoot;
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const certificates = raw.certificateAuthorities.flatMap(({ certChain }) => certChain.certificates).map(({ rawBytes }) => pem("CERTIFICATE", rawBytes));
  return {
    value: unwrapOk(readTrustRoot(bytes, "seed")),
    env: {
      SIGSTORE_TARGETS: place,
      SIGSTORE_ROOT_FILE: write("fulcio.pem", certificates.join("")),
      SIGSTORE_REKOR_PUBLIC_KEY: write("rekor.pub", pem("PUBLIC KEY", raw.tlogs[0]?.publicKey.rawBytes ?? "")),
      SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: write("ctfe.pub", pem("PUBLIC KEY", raw.ctlogs.at(-1)?.publicKey.rawBytes ?? "")),
    },
  };
}

/** The keys npm's registry signs publishing with, as PEM, from the same seed. */
export function npmKeys(): string[] {
  const keys = JSON.parse(Buffer.from(TARGETS["registry.npmjs.org%2Fkeys.json"], "base64").toString("utf8")) as { keys: { publicKey: { rawBytes: string } }[] };
  return [...new Set(keys.keys.map(({ publicKey }) => pem("PUBLIC KEY", publicKey.rawBytes)))];
}

/** Asks with an empty home and no way out: what is not given cannot be fetched. */
export function askSlsaVerifier(argv: readonly string[], home: string, root: GivenRoot): Promise<Said> {
  const env = { NODE_ENV: "production" as const, PATH: process.env.PATH, HOME: home, TUF_ROOT: join(home, "tuf"), HTTPS_PROXY: "http://127.0.0.1:1", HTTP_PROXY: "http://127.0.0.1:1", SLSA_VERIFIER_EXPERIMENTAL: "1", ...root.env };
  return new Promise((resolve, reject) => {
    const child = spawn("slsa-verifier", argv, { env, timeout: 120_000, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    child.once("error", reject).once("close", (status) => {
      const says = (text.split("\n").find((line) => /FAILED|error/i.test(line)) ?? text.split("\n").find((line) => line.trim() !== "") ?? "").slice(0, 260);
      resolve({ ok: status === 0 ? true : COULD_NOT_LOOK.test(text) ? null : false, says });
    });
  });
}

interface RawRoot {
  tlogs: { publicKey: { rawBytes: string } }[];
  ctlogs: { publicKey: { rawBytes: string } }[];
  certificateAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
}

const pem = (label: string, base64: string): string => `-----BEGIN ${label}-----\n${base64.match(/.{1,64}/g)?.join("\n") ?? ""}\n-----END ${label}-----\n`;
