import { isIPv6 } from "node:net";
import { rows, run, webStore, type Store } from "../store";
import { sha256Of } from "./token-text";
import { wallNow } from "./wall-clock";

const WINDOW_MS = 15 * 60_000;
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;

/**
 * Counts an attempt to sign in, and answers the seconds to wait when there were too many: ten per account and fifty
 * per address in a quarter of an hour. Counted before the password is looked at, in one statement per key, so that
 * parallel guesses are all counted. Accounts that do not exist count too: the answer tells nothing about them.
 */
export async function countSignIn(email: string, address: string | null, store: Store = webStore()): Promise<number> {
  const account = await count(`account:${sha256Of(email.trim().toLowerCase())}`, PER_ACCOUNT, store);
  const network = address ? await count(`address:${networkOf(address)}`, PER_ADDRESS, store) : 0;
  return Math.max(account, network);
}

/** A right password clears the account's count. */
export async function forgetSignIns(email: string, store: Store = webStore()): Promise<void> {
  await run(store.prisma, `DELETE FROM auth_rate_limit WHERE key = $1`, `account:${sha256Of(email.trim().toLowerCase())}`);
}

async function count(key: string, most: number, store: Store): Promise<number> {
  const now = wallNow().getTime();
  const [row] = await rows<{ count: number; began: bigint }>(
    store.prisma,
    `INSERT INTO auth_rate_limit AS l (id, key, count, last_request) VALUES ($1, $1, 1, $2)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN l.last_request < $3 THEN 1 ELSE l.count + 1 END,
       last_request = CASE WHEN l.last_request < $3 THEN $2 ELSE l.last_request END
     RETURNING count, last_request AS began`,
    key, BigInt(now), BigInt(now - WINDOW_MS),
  );
  if (!row || row.count <= most) return 0;
  return Math.max(1, Math.ceil((Number(row.began) + WINDOW_MS - now) / 1000));
}

/** One IPv6 customer holds a whole /64: all its addresses count as one. */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(bare)) return bare;
  const [head = "", tail] = bare.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `${groups.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
