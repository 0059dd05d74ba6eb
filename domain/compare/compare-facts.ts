import type { ImageConfigFacts } from "../model/document";
import { compareText } from "./compare-findings";
import type { FactChange, FactDifference, ProvenanceSide } from "./model";

/** Values of the environment may be secrets: what is shown is whether they changed, never what they are. */
const HIDDEN = "value hidden";

/** Two image configs, point by point. Where one of them is not held nothing can be told. */
export function compareConfig(a: ImageConfigFacts | null, b: ImageConfigFacts | null): FactDifference[] {
  const known = a !== null && b !== null;
  const one = (field: string, pick: (config: ImageConfigFacts) => string | null): FactDifference => fact(field, null, a && pick(a), b && pick(b), known);
  const many = (field: string, pick: (config: ImageConfigFacts) => readonly (readonly [string, string])[]): FactDifference[] => {
    const [left, right] = [new Map(a ? pick(a) : []), new Map(b ? pick(b) : [])];
    return [...new Set([...left.keys(), ...right.keys()])].sort(compareText).map((name) => fact(field, name, left.get(name) ?? null, right.get(name) ?? null, known));
  };
  const set = (items: readonly string[]) => items.map((item) => [item, "declared"] as const);
  return [
    one("User", ({ user }) => user),
    one("Entrypoint", ({ entrypoint }) => argv(entrypoint)),
    one("Command", ({ cmd }) => argv(cmd)),
    one("Working directory", ({ workingDir }) => workingDir),
    one("Health check", ({ healthcheck }) => (healthcheck ? argv(healthcheck.test) : null)),
    one("Stop signal", ({ stopSignal }) => stopSignal),
    ...many("Exposed port", ({ exposedPorts }) => set(exposedPorts)),
    ...many("Volume", ({ volumes }) => set(volumes)),
    ...many("Environment", ({ env }) => env.map(({ name, value }) => [name, value] as const)).map(hide),
    ...many("Label", ({ labels }) => Object.entries(labels)),
    ...layers(a?.diffIds ?? [], b?.diffIds ?? [], known),
  ].filter(says);
}

const argv = (list: readonly string[] | null): string | null => (list === null || list.length === 0 ? null : JSON.stringify(list));
const hide = (row: FactDifference): FactDifference => ({ ...row, a: row.a === null ? null : HIDDEN, b: row.b === null ? null : HIDDEN });

/** Layers by their place from the bottom, uncompressed: what both begin with is the same. */
function layers(a: readonly string[], b: readonly string[], known: boolean): FactDifference[] {
  const count = Math.max(a.length, b.length);
  return Array.from({ length: count }, (_, index) => {
    const [x, y] = [a[index] ?? null, b[index] ?? null];
    return fact("Layer", String(index + 1), x && `sha256:${x.replace(/^sha256:/, "")}`, y && `sha256:${y.replace(/^sha256:/, "")}`, known);
  });
}

function fact(field: string, name: string | null, a: string | null, b: string | null, known: boolean): FactDifference {
  const change: FactChange = !known ? "unknown" : a === b ? "same" : a === null ? "added" : b === null ? "removed" : "changed";
  return { change, field, name, a, b };
}

/** Where nothing can be told and neither side says anything there is no row. */
const says = ({ change, a, b }: FactDifference): boolean => change !== "unknown" || a !== null || b !== null;

/**
 * Who built the two, from what. Without provenance on both sides nothing can be told. What the manifests' own annotations
 * say of their base stands beside it: nobody vouches for it.
 */
export function compareProvenance(a: ProvenanceSide | null, b: ProvenanceSide | null, baseA: string | null, baseB: string | null): FactDifference[] {
  const known = a !== null && b !== null;
  const one = (field: string, pick: (side: ProvenanceSide) => string | null): FactDifference => fact(field, null, a && pick(a), b && pick(b), known);
  return [
    one("Builder", ({ builder }) => builder),
    one("Source", ({ source }) => source),
    one("Source commit", ({ revision }) => revision),
    one("Base images", ({ bases }) => (bases.length === 0 ? null : [...bases].sort(compareText).join(", "))),
    one("Verification", ({ verification, signer }) => (signer === null ? verification : `${verification}, ${signer}`)),
    ...(baseA === null && baseB === null ? [] : [fact("Base image, by annotation", null, baseA, baseB, true)]),
  ].filter(says);
}
