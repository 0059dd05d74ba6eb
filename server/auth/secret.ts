import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { settings } from "../settings";

const FILE = "auth-secret";

/**
 * The key that signs session cookies: PROOFMARK_SECRET, else one of the data directory's own, made at first use.
 * Several web processes on several machines need the setting; on one machine they share the file. Two processes that
 * make it at once end up with the same one: the file appears whole or not at all.
 */
export function authSecret({ secret, dataDir } = settings()): string {
  if (secret) return secret;
  const file = path.join(dataDir, FILE);
  return read(file) ?? make(file);
}

function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8").trim();
    return text.length >= 32 ? text : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function make(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read(file);
  if (!made) throw new Error(`${file} holds no usable secret: remove it, and everybody signs in again.`);
  return made;
}
