import { compareText } from "./compare-findings";
import type { ComparedPackage, PackageChange, PackageDifference } from "./model";

/** Below zero when `a` is older than `b` by the rules of the ecosystem; null when no rule decides. */
export type OrderVersions = (type: string, a: string, b: string) => number | null;

const ORDER: readonly PackageChange[] = ["added", "removed", "up", "down", "changed", "same"];

/** Packages of two bills of materials by type, namespace and name. Several versions of one side are one set. */
export function comparePackages(a: readonly ComparedPackage[], b: readonly ComparedPackage[], order: OrderVersions): PackageDifference[] {
  const [left, right] = [byKey(a), byKey(b)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .flatMap((key): PackageDifference[] => {
      const [x, y] = [left.get(key), right.get(key)];
      const shown = y ?? x;
      if (!shown) return [];
      const [from, to] = [versions(x), versions(y)];
      const change = !x ? "added" : !y ? "removed" : direction(shown.first.type, from, to, order);
      return [{ change, key, type: shown.first.type, name: shown.first.name, a: from, b: to }];
    })
    .sort((x, y) => ORDER.indexOf(x.change) - ORDER.indexOf(y.change) || compareText(x.name, y.name) || compareText(x.key, y.key));
}

function direction(type: string, from: string[], to: string[], order: OrderVersions): PackageChange {
  if (from.join("\n") === to.join("\n")) return "same";
  const [old, now] = [from[0], to[0]];
  if (from.length !== 1 || to.length !== 1 || !old || !now) return "changed";
  const compared = order(type, old, now);
  if (compared === null || compared === 0) return "changed";
  return compared < 0 ? "up" : "down";
}

interface Held {
  first: ComparedPackage;
  versions: Set<string>;
}

function byKey(list: readonly ComparedPackage[]): Map<string, Held> {
  const found = new Map<string, Held>();
  for (const one of list) {
    const held = found.get(one.key) ?? { first: one, versions: new Set<string>() };
    if (one.version !== null) held.versions.add(one.version);
    found.set(one.key, held);
  }
  return found;
}

const versions = (held: Held | undefined): string[] => [...(held?.versions ?? [])].sort(compareText);
