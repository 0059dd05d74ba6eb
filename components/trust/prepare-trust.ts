import type { TrustDetail, TrustRuleShape, TrustSettingsShape } from "../../contracts/trust";
import { instantText, plural } from "../ui/prepare-time";

type Keys = TrustDetail["keys"];

/** Whether anybody is believed, and what is about to change. */
export function trustSentence({ settings, open }: Pick<TrustDetail, "settings" | "open">): { lead: string; rest: string } {
  const { rules, acceptUnsignedFrom } = settings;
  const lead = rules.length === 0 ? "Nobody is trusted to sign" : `${plural(rules.length, "signer")} ${rules.length === 1 ? "is" : "are"} trusted`;
  const unsigned = acceptUnsignedFrom.length === 0 ? "" : `, and unsigned reports of ${plural(acceptUnsignedFrom.length, "token")} count`;
  const live = open.filter(({ stale }) => !stale);
  const first = live[0];
  if (first === undefined) return { lead, rest: `${unsigned}; ${rules.length === 0 ? "every signature is shown as present, not verified." : "no change is open."}` };
  const waits = live.length === 1 ? "1 change waits" : `${live.length} changes wait`;
  return { lead, rest: `${unsigned}; ${waits} for a second administrator until ${instantText(first.effectiveAt)}${live.length > 1 ? " at the earliest" : ""}.` };
}

export interface SignerView {
  kind: "key" | "identity";
  /** Of a key its fingerprint, of an identity its exact subject or pattern. */
  who: string;
  how: string;
  issuer: string | null;
  root: string | null;
  pem: string | null;
}

export function signerView({ id, signer }: TrustRuleShape, keys: Keys): SignerView {
  if (signer.type === "key") {
    const key = keys[id];
    const log = signer.requireLog ? ", only with an entry in a transparency log" : "";
    return { kind: "key", who: key ? `sha256:${key.fingerprint}` : "a key that cannot be read", how: `${key?.description ?? "Key"}${log}`, issuer: null, root: null, pem: signer.pem };
  }
  const how = signer.subject.type === "exact" ? "Exactly this subject" : "Every subject of this pattern";
  return { kind: "identity", who: signer.subject.value, how, issuer: signer.issuer, root: signer.root ?? "public-good", pem: null };
}

/** What a rule covers, in words; nothing said is everything. */
export function scopeOf({ predicateTypes, images, validFrom, validTo }: TrustRuleShape): { what: string[]; images: string[]; when: string } {
  const time = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : instantText(text));
  const when = validFrom === null && validTo === null ? "any time" : `${validFrom === null ? "the beginning" : time(validFrom)} to ${validTo === null ? "further notice" : time(validTo)}`;
  return { what: predicateTypes ?? ["anything, image signatures included"], images: images ?? ["any image"], when };
}

export interface Difference {
  what: "added" | "removed" | "changed";
  name: string;
  fields: { field: string; before: string | null; after: string | null }[];
}

/** What settings would become, rule by rule, token by token, root by root. */
export function prepareDifference(before: TrustSettingsShape, after: TrustSettingsShape): Difference[] {
  const ids = [...new Set([...before.rules.map(({ id }) => id), ...after.rules.map(({ id }) => id)])];
  const rules = ids.flatMap((id) => ruleDifference(before.rules.find((one) => one.id === id), after.rules.find((one) => one.id === id)));
  const tokens = setDifference(before.acceptUnsignedFrom, after.acceptUnsignedFrom, (id) => `Unsigned reports of the token ${id}`);
  const rootText = ({ name, sha256 }: TrustSettingsShape["roots"][number]): string => `${name} = sha256:${sha256}`;
  const roots = setDifference(before.roots.map(rootText), after.roots.map(rootText), (text) => `Trust root ${text}`);
  return [...rules, ...tokens, ...roots];
}

function setDifference(before: readonly string[], after: readonly string[], name: (text: string) => string): Difference[] {
  const only = (a: readonly string[], b: readonly string[], what: Difference["what"]): Difference[] =>
    a.filter((text) => !b.includes(text)).map((text) => ({ what, name: name(text), fields: [] }));
  return [...only(after, before, "added"), ...only(before, after, "removed")];
}

function ruleDifference(before: TrustRuleShape | undefined, after: TrustRuleShape | undefined): Difference[] {
  const one = after ?? before;
  if (one === undefined) return [];
  const a = before ? fieldsOf(before) : {};
  const b = after ? fieldsOf(after) : {};
  const fields = Object.keys({ ...a, ...b })
    .map((field) => ({ field, before: a[field] ?? null, after: b[field] ?? null }))
    .filter((field) => field.before !== field.after);
  if (fields.length === 0) return [];
  return [{ what: before === undefined ? "added" : after === undefined ? "removed" : "changed", name: `Rule ${one.id}`, fields }];
}

function fieldsOf(rule: TrustRuleShape): Record<string, string> {
  const { name, signer } = rule;
  const scope = scopeOf(rule);
  const who: Record<string, string> =
    signer.type === "key"
      ? { Key: signer.pem.trim(), Log: signer.requireLog ? "an entry in a transparency log is needed" : "no entry in a transparency log is needed" }
      : { Issuer: signer.issuer, [signer.subject.type === "exact" ? "Exact subject" : "Pattern"]: signer.subject.value, Root: signer.root ?? "public-good" };
  return { Name: name, ...who, "Predicate types": scope.what.join(", "), Images: scope.images.join(", "), Time: scope.when };
}

const HOW: Record<TrustDetail["history"][number]["how"], string> = {
  first: "Set when nobody was trusted yet", approved: "Approved by", elapsed: "Took effect after 24 hours, nobody else said a word", refused: "Refused by", withdrawn: "Withdrawn",
};

export function howText({ how, decidedBy }: Pick<TrustDetail["history"][number], "how" | "decidedBy">): string {
  return how === "approved" || how === "refused" ? `${HOW[how]} ${decidedBy?.name ?? "somebody"}` : HOW[how];
}
