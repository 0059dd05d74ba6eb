import type { TrustRuleShape, TrustSettingsShape } from "../../contracts/trust";

/** A rule to begin with: whoever it is about is still to be written. */
export function newRule(type: "key" | "identity", taken: readonly string[]): TrustRuleShape {
  const numbers = Array.from({ length: taken.length + 1 }, (_, index) => `signer-${index + 1}`);
  const id = numbers.find((one) => !taken.includes(one)) ?? "signer";
  const signer: TrustRuleShape["signer"] =
    type === "key" ? { type, pem: "", requireLog: false } : { type, issuer: "", subject: { type: "exact", value: "" } };
  return { id, name: "", signer, predicateTypes: null, images: null, validFrom: null, validTo: null };
}

/** As it is sent: fields of one line each without empty lines; nothing written is everything. */
export const cleaned = (settings: TrustSettingsShape): TrustSettingsShape => ({
  ...settings,
  rules: settings.rules.map((rule) => ({ ...rule, predicateTypes: withoutEmpty(rule.predicateTypes), images: withoutEmpty(rule.images) })),
});

function withoutEmpty(lines: readonly string[] | null): string[] | null {
  const written = (lines ?? []).map((line) => line.trim()).filter((line) => line !== "");
  return written.length === 0 ? null : written;
}

export function withRule(settings: TrustSettingsShape, index: number, rule: TrustRuleShape): TrustSettingsShape {
  return { ...settings, rules: settings.rules.map((one, place) => (place === index ? rule : one)) };
}

export function withToken(settings: TrustSettingsShape, id: string, accepted: boolean): TrustSettingsShape {
  const rest = settings.acceptUnsignedFrom.filter((one) => one !== id);
  return { ...settings, acceptUnsignedFrom: accepted ? [...rest, id] : rest };
}

/** Names a root for rules to mean; an empty name takes it out of use. */
export function withRoot(settings: TrustSettingsShape, sha256: string, name: string): TrustSettingsShape {
  const known = settings.roots.some((one) => one.sha256 === sha256);
  if (name === "") return { ...settings, roots: settings.roots.filter((one) => one.sha256 !== sha256) };
  return { ...settings, roots: known ? settings.roots.map((one) => (one.sha256 === sha256 ? { name, sha256 } : one)) : [...settings.roots, { name, sha256 }] };
}

export interface PlacedProblem {
  detail: string;
  at?: string | undefined;
}

/** Problems that belong to one rule, and those that belong to none. */
export function problemsByRule(problems: readonly PlacedProblem[]): { of: (index: number) => string[]; others: string[] } {
  const place = ({ at }: PlacedProblem): number | null => {
    const found = /^\/rules\/(\d+)(?:\/|$)/.exec(at ?? "");
    return found ? Number(found[1]) : null;
  };
  const field = ({ at }: PlacedProblem): string => (at ?? "").replace(/^\/rules\/\d+\/?/, "").replaceAll("/", " ");
  return {
    of: (index) => problems.filter((one) => place(one) === index).map((one) => (field(one) === "" ? one.detail : `${field(one)}: ${one.detail}`)),
    others: problems.filter((one) => place(one) === null).map(({ detail }) => detail),
  };
}
