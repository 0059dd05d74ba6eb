import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

interface TestKey {
  id: string;
  json: object;
  privateKey: KeyObject;
}

const DAY = 86_400_000;
const until = (days: number): string => `${new Date(Date.now() + days * DAY).toISOString().slice(0, 19)}Z`;
const ROLES = ["root", "timestamp", "snapshot", "targets"] as const;
type Role = (typeof ROLES)[number];

/** What a test changes in an otherwise sound repository. */
export interface TufChanges {
  /** Days from now on which a role's metadata ends. */
  endsInDays?: Partial<Record<Role, number>>;
  /** Signs a role with as many keys as this, of those that are listed. */
  signatures?: Partial<Record<Role, number>>;
  /** Signs a role with keys nobody listed. */
  foreign?: Role;
  version?: number;
  rootVersion?: number;
  /** Written in place of the target's own bytes, under its hash. */
  swappedTarget?: Uint8Array;
  targetName?: string;
}

const newKey = (): TestKey => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const hex = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const json = { keytype: "ed25519", scheme: "ed25519", keyval: { public: hex } };
  return { id: sha256(canonical(json)), json, privateKey };
};

/** Keys of a small TUF repository: two of three sign each role. */
export class TestRepository {
  readonly keys: Record<Role, TestKey[]> = { root: threeKeys(), timestamp: threeKeys(), snapshot: threeKeys(), targets: threeKeys() };

  /** The root that is pinned: version 1, signed by two of its keys. */
  initialRoot(changes: TufChanges = {}): Uint8Array {
    return this.signed("root", this.rootBody(1, changes), changes);
  }

  /** Everything a mirror would hold. A `rootVersion` above 1 adds the roots that lead there, the last under new keys. */
  files(target: Uint8Array, changes: TufChanges = {}): Map<string, Uint8Array> {
    const { version = 1, rootVersion = 1, targetName = "trusted_root.json" } = changes;
    const files = new Map<string, Uint8Array>();
    for (let v = 2; v <= rootVersion; v += 1) files.set(`${v}.root.json`, this.signed("root", this.rootBody(v, changes), changes));
    const targets = this.signed("targets", body("targets", version, changes, { targets: { [targetName]: { length: target.byteLength, hashes: { sha256: sha256(target) } } } }), changes);
    const snapshot = this.signed("snapshot", body("snapshot", version, changes, { meta: { "targets.json": { version } } }), changes);
    const timestamp = this.signed("timestamp", body("timestamp", version, changes, { meta: { "snapshot.json": { version } } }), changes);
    files.set(`${version}.targets.json`, targets).set(`${version}.snapshot.json`, snapshot).set("timestamp.json", timestamp);
    return files.set(`targets/${sha256(target)}.${targetName}`, changes.swappedTarget ?? target);
  }

  private rootBody(version: number, changes: TufChanges): object {
    const all = ROLES.flatMap((role) => this.keys[role]);
    const roles = Object.fromEntries(ROLES.map((role) => [role, { keyids: this.keys[role].map(({ id }) => id), threshold: 2 }]));
    return body("root", version, changes, { consistent_snapshot: true, keys: Object.fromEntries(all.map(({ id, json }) => [id, json])), roles });
  }

  private signed(role: Role, signed: object, { signatures = {}, foreign }: TufChanges): Uint8Array {
    const keys = foreign === role ? threeKeys() : this.keys[role];
    const bytes = Buffer.from(canonical(signed));
    const made = keys.slice(0, signatures[role] ?? 2).map(({ id, privateKey }) => ({ keyid: id, sig: sign(null, bytes, privateKey).toString("hex") }));
    return Buffer.from(JSON.stringify({ signatures: made, signed }));
  }
}

const threeKeys = (): TestKey[] => [newKey(), newKey(), newKey()];

function body(type: Role, version: number, { endsInDays = {} }: TufChanges, rest: object): object {
  return { _type: type, spec_version: "1.0.31", version, expires: until(endsInDays[type] ?? 30), ...rest };
}

/** Canonical JSON for the plain texts and whole numbers of these tests. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
