import { describe, expect, it } from "vitest";
import { dependencyGraph } from "./dependency-graph";

const graph = (ids: string[], statements: [string, string[]][], also: string[] = []) => {
  const known = new Set([...ids, ...also]);
  return dependencyGraph(new Set(ids), (id) => known.has(id), statements.map(([from, to]) => ({ from, to })));
};

describe("dependencyGraph", () => {
  it("counts relations, the components they speak of, and none on a cycle in a tree", () => {
    expect(graph(["a", "b", "c", "d"], [["a", ["b", "c"]], ["b", ["c"]]])).toEqual({ relations: 3, covered: 3, dangling: 0, cyclic: 0 });
  });

  it("counts a component that is said to need nothing as covered", () => {
    expect(graph(["a"], [["a", []]])).toEqual({ relations: 0, covered: 1, dangling: 0, cyclic: 0 });
  });

  it("finds cycles of one, two and many, and not what only leads to one", () => {
    expect(graph(["a", "b", "c", "d", "e"], [["a", ["a", "b"]], ["b", ["c"]], ["c", ["d"]], ["d", ["b"]], ["e", ["b"]]]).cyclic).toBe(4);
  });

  it("calls a relation dangling whose end the document does not have, and not one to its subject", () => {
    expect(graph(["a"], [["a", ["gone"]], ["image", ["a"]], ["nobody", ["a"]]], ["image"])).toMatchObject({ relations: 3, dangling: 2 });
  });

  it("walks a chain of 200,000 without a deep stack", () => {
    const ids = Array.from({ length: 200_000 }, (_, i) => `p${i}`);
    expect(graph(ids, ids.map((id, i) => [id, [ids[(i + 1) % ids.length] ?? ""]])).cyclic).toBe(200_000);
  });
});
