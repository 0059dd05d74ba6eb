import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { StartError } from "./start-error";

/** An operating system account that PostgreSQL can run as. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

const CANDIDATES = ["postgres", "nobody"];

function accounts(passwd: string): Account[] {
  return passwd
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? "", uid: Number(uid), gid: Number(gid) }));
}

/**
 * The account PostgreSQL is started as; undefined means "the one we already are". PostgreSQL refuses root, so under
 * root it is the owner of the existing cluster (any other could not read it), else `postgres`, else `nobody`.
 */
export function chooseAccount(cluster: string, passwd = readPasswd()): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = accounts(passwd);
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    const name = known.find((account) => account.uid === owner.uid)?.name;
    if (name) return { uid: owner.uid, gid: owner.gid, name };
    throw new StartError(
      "embedded/owner-unknown",
      `The database in ${cluster} belongs to user id ${owner.uid}, which has no account here. Add one, or start as that user.`,
    );
  }
  const found = CANDIDATES.flatMap((name) => known.filter((account) => account.name === name && account.uid !== 0))[0];
  if (found) return found;
  throw new StartError(
    "embedded/no-account",
    "PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody` to run it as. " +
      "Start as an ordinary user, add an account (useradd --system postgres), or set DATABASE_URL to a PostgreSQL 15 or newer.",
  );
}

function readPasswd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}

/** The first folder on the way to `target` that the account may not enter; undefined when it can get there. */
export function closedFolder(target: string, account: Account): string | undefined {
  const { root } = path.parse(target);
  const folders: string[] = [];
  for (let at = path.resolve(target); at !== root; at = path.dirname(at)) folders.unshift(at);
  return folders.find((folder) => {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return false;
    const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
    return (stat.mode & bit) === 0;
  });
}
