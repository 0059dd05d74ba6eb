import type { VerdictCase } from "./verdict-case";

interface Explained {
  group: string;
  name: RegExp;
  why: string;
}

/** Differences that are meant. In each we refuse what cosign accepts; the other way round nothing can be explained. */
const EXPLAINED: readonly Explained[] = [
  {
    group: "bundles with a key",
    name: /^a timestamp (?:by an authority nobody trusts|over another signature)$/,
    why: "cosign does not look at timestamps beside a key; here whatever is carried must hold, since a reader would take it for proven",
  },
  {
    group: "bundles with a key",
    name: /^(?:an unknown|no) statement type$/,
    why: "cosign reads the statement whatever its _type says; here only the two known types say what their members mean",
  },
  {
    group: "bundles with a certificate",
    name: /^(?:an unknown|no) statement type$/,
    why: "as with a key",
  },
  {
    group: "bundles with a certificate",
    name: /^a certificate (?:without any use|that is an authority)$/,
    why: "a certificate that states no use passes as fit for any, and an authority may sign a document itself; here code signing must be stated, by a certificate that is no authority",
  },
  {
    group: "bundles with a certificate",
    name: /^a timestamp (?:by an authority nobody trusts|over another signature|after the certificate ran out)$/,
    why: "beside a log's signed time cosign looks at timestamps only where asked to; here whatever is carried must hold",
  },
  {
    group: "bundles with a certificate",
    name: /^an entry under another kind than its body's$/,
    why: "the kind beside an entry is a label that nobody signed; here it must be that of the signed body",
  },
];

/** Why a difference is meant, null where nobody has said so, and always where we verify what cosign refuses. */
export function explain({ group, name, ours }: VerdictCase): string | null {
  if (ours) return null;
  return EXPLAINED.find((one) => one.group === group && one.name.test(name))?.why ?? null;
}
