import { type Subject, type Subjects, type Value, valuesOf, wordOf } from "./rdf";

const SETS: Readonly<Record<string, string>> = { ConjunctiveLicenseSet: " AND ", DisjunctiveLicenseSet: " OR " };
/** An expression of more parts is no licence anybody wrote, and members may point at one another. */
const MAX_PARTS = 500;

/** A licence as its SPDX expression; null where it cannot be said or is too large. */
export function licenceText(value: Value | undefined, subjects: Subjects): string | null {
  const budget = { left: MAX_PARTS };
  const text = value === undefined ? null : expression(value, subjects, budget, 0);
  return budget.left < 0 ? null : text;
}

function expression(value: Value, subjects: Subjects, budget: { left: number }, depth: number): string | null {
  budget.left -= 1;
  if (budget.left < 0 || depth > 32) {
    budget.left = -1;
    return null;
  }
  if (!("subject" in value)) return licenceName("ref" in value ? value.ref : value.text);
  const { subject } = value;
  const inside = (name: string): string | null => {
    const [first] = valuesOf(subject, name, subjects);
    return first === undefined ? null : expression(first, subjects, budget, depth + 1);
  };
  const joiner = SETS[subject.type ?? ""];
  if (joiner !== undefined) {
    const members = valuesOf(subject, "member", subjects).map((member) => expression(member, subjects, budget, depth + 1));
    return members.length === 0 || members.includes(null) ? null : `${depth === 0 ? "" : "("}${members.join(joiner)}${depth === 0 ? "" : ")"}`;
  }
  if (subject.type === "OrLaterOperator") return suffixed(inside("member"), "+");
  if (subject.type === "WithExceptionOperator") return suffixed(inside("member"), ` WITH ${inside("licenseException") ?? "NOASSERTION"}`);
  return named(subject, subjects);
}

function named(subject: Subject, subjects: Subjects): string | null {
  const stated = wordOf(valuesOf(subject, "licenseId", subjects)[0]) ?? wordOf(valuesOf(subject, "licenseExceptionId", subjects)[0]);
  return stated !== null && stated !== "" ? stated : subject.id === null || subject.id.startsWith("_:") ? null : licenceName(subject.id);
}

function suffixed(text: string | null, suffix: string): string | null {
  return text === null ? null : `${text}${suffix}`;
}

/** "MIT" of "http://spdx.org/licenses/MIT", "LicenseRef-1" of "https://example.org#LicenseRef-1", and the two words for nothing. */
function licenceName(iri: string): string {
  if (/#noassertion$/i.test(iri)) return "NOASSERTION";
  if (/#none$/i.test(iri)) return "NONE";
  return iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1) || iri;
}
