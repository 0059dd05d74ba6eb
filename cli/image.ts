import { parseArgs } from "node:util";
import { clock } from "../server/clock";
import { expectProvenance } from "../server/services/expect-provenance";
import { describeLine, type LineDescription } from "../server/services/describe-line";
import { asOperator, localContext, withLocal } from "./local";
import { CliError, need, usageError } from "./usage";

const EXPOSURES = ["internet-reachable", "internal", "unknown"] as const;

/** `image describe` and `image expect`. */
export async function imageCommand([verb, ...args]: string[]): Promise<string> {
  if (verb === "describe") return describe(args);
  if (verb === "expect") return expectBuilds(args);
  throw usageError("image describe or image expect?");
}

/** `image expect`: what every build of a line must come from. What is not said is not expected. */
async function expectBuilds(args: string[]): Promise<string> {
  const { values } = parseArgs({
    args,
    options: { system: { type: "string", default: "default" }, image: { type: "string" }, source: { type: "string" }, builder: { type: "string" }, ref: { type: "string" }, workflow: { type: "string" }, level: { type: "string" }, nothing: { type: "boolean" } },
  });
  const image = need(values.image, "image");
  if (values.level !== undefined && !/^[1-3]$/.test(values.level)) throw usageError("--level is 1, 2 or 3.");
  const minimumLevel = values.level === undefined ? null : (Number(values.level) as 1 | 2 | 3);
  const expected = { sourceRepository: values.source || null, builderId: values.builder || null, ref: values.ref || null, workflow: values.workflow || null, minimumLevel };
  const says = Object.values(expected).some((one) => one !== null);
  if (says === (values.nothing === true)) throw usageError("Say what to expect: --source, --builder, --ref, --workflow, --level; or --nothing alone.");
  return withLocal(async (store) => {
    const ctx = await localContext(store, values.system);
    const done = await asOperator(ctx, (tx) => expectProvenance(tx, { systemId: ctx.systemId, actor: ctx.actor, at: clock.now() }, image, expected));
    if (!done.ok) throw new CliError(`${done.problem.code}: ${done.problem.detail}`);
    return `${done.value.image}: ${done.value.changed ? `expectation version ${done.value.version}` : "nothing to change"}`;
  });
}

/** `image describe`: who owns a line, how critical it is, where it can be reached from. */
async function describe(args: string[]): Promise<string> {
  const { values } = parseArgs({
    args,
    options: {
      system: { type: "string", default: "default" }, image: { type: "string" }, owner: { type: "string" }, person: { type: "string" },
      contact: { type: "string" }, criticality: { type: "string" }, exposure: { type: "string" },
    },
  });
  const image = need(values.image, "image");
  const exposure = values.exposure;
  if (exposure !== undefined && !(EXPOSURES as readonly string[]).includes(exposure)) throw usageError(`--exposure is one of ${EXPOSURES.join(", ")}.`);
  const description: LineDescription = {
    ...given("ownerTeam", values.owner), ...given("ownerPerson", values.person), ...given("ownerContact", values.contact),
    ...given("criticality", values.criticality), ...(exposure ? { exposure: exposure as (typeof EXPOSURES)[number] } : {}),
  };
  if (Object.keys(description).length === 0) throw usageError("Say what to set: --owner, --person, --contact, --criticality, --exposure.");
  return withLocal(async (store) => {
    const ctx = await localContext(store, values.system);
    const done = await asOperator(ctx, (tx) =>
      describeLine(tx, { systemId: ctx.systemId, actor: ctx.actor, at: clock.now() }, image, description),
    );
    if (!done.ok) throw new CliError(`${done.problem.code}: ${done.problem.detail}`);
    return `${done.value.image}: ${done.value.changed ? "set" : "nothing to change"}`;
  });
}

/** A field that was given; an empty word empties it. */
function given(field: keyof LineDescription, value: string | undefined): LineDescription {
  return value === undefined ? {} : { [field]: value === "" ? null : value };
}
