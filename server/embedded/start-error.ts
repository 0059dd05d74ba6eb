/** Why the product cannot start here, in words for the person at the terminal; `code` is for tests and logs. */
export class StartError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "StartError";
  }
}

export type Log = (line: string) => void;
