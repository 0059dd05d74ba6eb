import type { DependencyGraph } from "../../model/document";

/** "from needs each of to", by the document's own ids. An entry with an empty list says that there is nothing it needs. */
export interface DependencyStatement {
  from: string;
  to: readonly string[];
}

/**
 * Counts what a document says of who needs whom. `components` are the ids of its inventory, `isKnown` also knows its
 * subject and services. Cycles are strongly connected components (Tarjan 1972) without recursion: depth is the
 * document's, and a document can be hostile.
 */
export function dependencyGraph(components: ReadonlySet<string>, isKnown: (id: string) => boolean, statements: Iterable<DependencyStatement>): DependencyGraph {
  const place = new Map<string, number>([...components].map((id, index) => [id, index]));
  const needs: number[][] = Array.from({ length: place.size }, () => []);
  const covered = new Set<number>();
  let relations = 0;
  let dangling = 0;
  for (const { from, to } of statements) {
    const source = place.get(from);
    if (source !== undefined) covered.add(source);
    for (const id of to) {
      relations += 1;
      if (!isKnown(from) || !isKnown(id)) dangling += 1;
      const target = place.get(id);
      if (target === undefined) continue;
      covered.add(target);
      if (source !== undefined) needs[source]?.push(target);
    }
  }
  return { relations, covered: covered.size, dangling, cyclic: onCycles(needs) };
}

/** How many nodes stand on a cycle, one that needs itself included. */
function onCycles(needs: readonly (readonly number[])[]): number {
  const order = new Int32Array(needs.length).fill(-1);
  const low = new Int32Array(needs.length);
  const next = new Int32Array(needs.length);
  const onStack = new Uint8Array(needs.length);
  const stack: number[] = [];
  const path: number[] = [];
  let count = 0;
  let cyclic = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = count;
    count += 1;
    stack.push(node);
    onStack[node] = 1;
    path.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    const above = path.at(-1);
    if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
    if (low[node] !== order[node]) return;
    const group = stack.splice(stack.lastIndexOf(node));
    for (const member of group) onStack[member] = 0;
    if (group.length > 1 || needs[node]?.includes(node)) cyclic += group.length;
  };
  for (let start = 0; start < needs.length; start += 1) {
    if (order[start] !== -1) continue;
    enter(start);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const target = needs[node]?.[next[node] ?? 0];
      next[node] = (next[node] ?? 0) + 1;
      if (target === undefined) leave(node);
      else if (order[target] === -1) enter(target);
      else if (onStack[target] === 1) low[node] = Math.min(low[node] ?? 0, order[target] ?? 0);
    }
  }
  return cyclic;
}
