import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { chooseAccount, closedFolder, type Account } from "./account";
import { copyPrograms, nativeFolder, programsVersion } from "./binaries";
import type { Log } from "./start-error";

/** Where one embedded server lives and how its programs are run. */
export interface Place {
  /** Folder of ours, owned by the account: cluster, passwords, log. */
  home: string;
  cluster: string;
  logFile: string;
  programs: string;
  account: Account | undefined;
}

const SYSTEM_HOME = "/var/lib/proofmark";

/**
 * Decides where the cluster of a data directory lives. Normally `<dataDir>/postgres`. Under root the server runs as
 * another account, which often cannot enter the directory (a clone below /root): then the cluster and a copy of the
 * programs go below /var/lib/proofmark, and `<dataDir>/postgres-home` remembers where.
 */
export function findPlace(dataDir: string, log: Log, systemHome = SYSTEM_HOME): Place {
  mkdirSync(dataDir, { recursive: true });
  const pointer = path.join(dataDir, "postgres-home");
  const remembered = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : undefined;
  let home = remembered ?? path.join(dataDir, "postgres");
  const account = chooseAccount(path.join(home, "cluster"));
  let programs = nativeFolder();
  if (account) {
    openToOthers(dataDir);
    const closed = remembered ? undefined : closedFolder(dataDir, account);
    if (closed) {
      home = path.join(systemHome, randomUUID());
      mkdirSync(home, { recursive: true });
      writeFileSync(pointer, `${home}\n`);
      log(`The account ${account.name} cannot enter ${closed}: the database is kept in ${home}.`);
    }
    if (closedFolder(path.join(programs, "bin"), account)) {
      programs = copyPrograms(programs, path.join(systemHome, `programs-${programsVersion(programs)}`));
    }
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (account && statSync(home).uid !== account.uid) chownSync(home, account.uid, account.gid);
  return { home, cluster: path.join(home, "cluster"), logFile: path.join(home, "postgres.log"), programs, account };
}

/** The data directory is ours: let the account pass through it, without being able to list it. */
function openToOthers(dataDir: string): void {
  const { mode } = statSync(dataDir);
  if ((mode & 0o001) === 0) chmodSync(dataDir, (mode & 0o777) | 0o001);
}
