export const USAGE = `proofmark <command>

  token create --system S --role R [--name N] [--days D] [--images GLOB]
                               make an API token; prints the token alone, once
  token list [--system S]      tokens, without their secrets
  token revoke ID              a token ends at once
  admin create --email E [--name N] [--password-stdin]
                               make an administrator; without a password prints a one-time link
  setup-link                   print the one-time link for the first administrator, nothing when there is one
  image describe --image I [--owner TEAM] [--person P] [--contact C] [--criticality W]
                 [--exposure internet-reachable|internal|unknown] [--system S]
                               say who owns an image line and where it can be reached from
  image expect --image I [--source REPOSITORY] [--builder ID] [--ref GLOB] [--workflow PATH] [--level 1|2|3] | --nothing [--system S]
                               say what every build of an image line must come from; versions stay
  trust show [--system S]      who may sign what, as JSON
  trust first [--key PEM]... [--images GLOB]... [--accept-unsigned-from TOKEN]... | --file SETTINGS [--system S]
                               the first trust settings of a system in which nobody is trusted yet
  trust propose --file SETTINGS --reason TEXT [--system S]
                               ask for a change: a second administrator approves it, or a day passes
  trust update-root --reason TEXT [--mirror URL --initial-root FILE --name NAME] [--system S]
                               fetch the public-good trusted root by TUF, or that of a repository of
                               your own, hold it, and ask for it to be put into force
  trust import-root --tuf-bundle FILE --reason TEXT [--initial-root FILE --name NAME] [--system S]
                               the same without a network, from a tar of the TUF repository
  trust import-root --trusted-root FILE --name NAME --reason TEXT [--system S]
                               a trusted root of your own (Fulcio, Rekor, timestamps), as it is
  audit verify [--head HASH]   hash the audit log of all systems again and name what was changed; with the
                               head that an earlier run printed also what was cut off at its end
  digest failed [--system S]   digests whose evaluation ended without an answer too often, and why
  digest retry --digest D [--system S]
                               have such a digest evaluated again
  sigstore-conformance verify-bundle ...
                               the conformance suite's protocol; exit 0 = verified
  ingest [--image I] [--digest D] [--tag T] [--system S] [--wait] [--timeout SECONDS] FILES...
                               hand in evidence as one bundle; an OCI image layout may be
                               given as its directory. Without --digest a file is bound to
                               what it names itself, or waits until that is known.
                               --wait answers when all of it has been read, or after 300 s
  packet --digest D --out FILE [--image I] [--as-of T] [--system S] [--timeout SECONDS]
                               fetch the audit packet: PDF, or JSON when FILE ends in .json;
                               waits for it, 300 s unless told otherwise
  help                         this text

token, admin, setup-link, image, trust, audit and digest work on this machine's database. ingest and packet do so too, and with
--server URL (or PROOFMARK_SERVER) on a server, with --token T (or PROOFMARK_TOKEN).
Roles of tokens: ingest, viewer, auditor, owner, lead.

Exit codes: 0 done · 1 refused or failed · 2 wrong usage · 3 waited too long · 4 evidence was rejected
`;

export const EXIT = { done: 0, failed: 1, usage: 2, timeout: 3, rejected: 4 } as const;

/** Ends the command with words for the person and a code for the script. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly code: number = EXIT.failed,
  ) {
    super(message);
  }
}

export const usageError = (message: string): CliError => new CliError(`${message}\nproofmark help shows how.`, EXIT.usage);

/** Seconds to wait, as given by --timeout. */
export function secondsOf(value: string): number {
  const seconds = Number(value);
  if (value.trim() === "" || !Number.isFinite(seconds) || seconds < 0) throw usageError("--timeout is a number of seconds.");
  return seconds;
}

export function need(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw usageError(`--${option} is missing.`);
  return value;
}
