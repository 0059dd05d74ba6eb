import { parseArgs } from "node:util";
import { createPerson } from "../server/auth/people";
import { createSetupLink } from "../server/auth/setup-link";
import { settings } from "../server/settings";
import { withLocal } from "./local";
import { CliError, need, usageError } from "./usage";

export async function adminCommand([verb, ...args]: string[]): Promise<string> {
  if (verb !== "create") throw usageError("admin create?");
  const { values } = parseArgs({ args, options: { email: { type: "string" }, name: { type: "string" }, "password-stdin": { type: "boolean", default: false } } });
  const email = need(values.email, "email");
  const password = values["password-stdin"] ? await firstLineOfInput() : null;
  return withLocal(async (store) => {
    if (password === null) {
      const link = await createSetupLink(settings().origin, store);
      if (!link) throw new CliError("There is already an administrator: give the new one a password with --password-stdin.");
      return link;
    }
    const made = await createPerson({ email, name: values.name ?? "", password, isAdmin: true }, store);
    if (!made.ok) throw new CliError(made.problem.detail);
    return `${email} is an administrator.`;
  });
}

/** Prints the link for the first administrator, and nothing when there is one. */
export const setupLinkCommand = (): Promise<string> => withLocal(async (store) => (await createSetupLink(settings().origin, store)) ?? "");

/** A password never stands among the arguments, where every process could read it. */
async function firstLineOfInput(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces).toString("utf8").split(/\r?\n/, 1)[0] ?? "";
}
