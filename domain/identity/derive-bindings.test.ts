import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentityEdge, NamedIdentity, Sha256Hex } from "../model/identity";
import { deriveBindings } from "./derive-bindings";
import { IdentityGraph } from "./graph";

const sha = (n: number): Sha256Hex => n.toString(16).padStart(64, "0");
const INDEX = sha(1);
const AMD = sha(2);
const ARM = sha(3);
const AMD_CONFIG = sha(4);
const ARM_CONFIG = sha(5);
const ATTESTATION = sha(6);
const OTHER = sha(7);
const OTHER_CONFIG = sha(8);
const LOCAL = sha(9);

const indexEdges: IdentityEdge[] = [
  { type: "index-has-manifest", index: INDEX, manifest: AMD, platform: { os: "linux", architecture: "amd64" } },
  { type: "index-has-manifest", index: INDEX, manifest: ARM, platform: { os: "linux", architecture: "arm64" } },
  { type: "index-has-manifest", index: INDEX, manifest: ATTESTATION, platform: null },
  { type: "referrer-of", manifest: ATTESTATION, subject: AMD, artifactType: null },
];
const amdEdges: IdentityEdge[] = [{ type: "manifest-has-config", manifest: AMD, config: AMD_CONFIG }];
const armEdges: IdentityEdge[] = [{ type: "manifest-has-config", manifest: ARM, config: ARM_CONFIG }];
const otherEdges: IdentityEdge[] = [{ type: "manifest-has-config", manifest: OTHER, config: OTHER_CONFIG }];
const all = [...indexEdges, ...amdEdges, ...armEdges, ...otherEdges];

const id = (type: NamedIdentity["type"], sha256: Sha256Hex): NamedIdentity => ({ type, sha256, at: "/x" });
const bind = (edges: IdentityEdge[], named: NamedIdentity[], claimed: Sha256Hex | null = null, verifiedSubjects: Sha256Hex[] = []) =>
  deriveBindings(new IdentityGraph(edges), { named, claimed, verifiedSubjects }).map((one) => [one.digest, one.state]);

describe("what a document is bound to", () => {
  it("is the digest an attestation manifest is attached to, when it was handed in under it", () => {
    expect(bind(all, [id("manifest", ATTESTATION)], AMD)).toContainEqual([AMD, "named"]);
    expect(bind(all, [id("manifest", ATTESTATION)], OTHER)).toContainEqual([OTHER, "conflict"]);
  });

  it("is the platform when it names the index and the config of one of its platforms", () => {
    expect(bind(all, [id("repo-digest", INDEX), id("image-id", AMD_CONFIG)])).toEqual([[AMD, "named"]]);
  });
  it("is the index when it names only the index", () => {
    expect(bind(all, [id("repo-digest", INDEX)])).toEqual([[INDEX, "named"]]);
    expect(bind(all, [id("subject", INDEX)])).toEqual([[INDEX, "named"]]);
  });
  it("is the digest it names while the bytes of that digest are not held", () => {
    expect(bind([], [id("repo-digest", AMD), id("image-id", AMD_CONFIG)], AMD)).toEqual([[AMD, "named"]]);
  });
  it("is nothing yet when it names an index and an image id that no manifest connects", () => {
    expect(bind(indexEdges, [id("repo-digest", INDEX), id("image-id", AMD_CONFIG)], AMD)).toEqual([[INDEX, "pending"], [AMD, "pending"]]);
  });
  it("is every digest of a list of subjects", () => {
    expect(bind(all, [id("subject", INDEX), id("subject", OTHER)], OTHER)).toEqual([[INDEX, "named"], [OTHER, "named"]]);
  });
  it("is the same image under another manifest when the config is the same", () => {
    const twin: IdentityEdge = { type: "manifest-has-config", manifest: sha(20), config: AMD_CONFIG };
    expect(bind([...all, twin], [id("manifest", AMD)])).toEqual([[AMD, "named"], [sha(20), "named"]]);
  });
  it("is the subject of a verified signature", () => {
    expect(bind(all, [id("subject", AMD)], null, [AMD])).toEqual([[AMD, "subject"]]);
  });
  it("is never a manifest that only a daemon made up", () => {
    const local: IdentityEdge = { type: "manifest-has-config", manifest: LOCAL, config: AMD_CONFIG };
    expect(bind([...all, local], [id("manifest-local", LOCAL)])).toEqual([[AMD, "named"]]);
    expect(bind([], [id("manifest-local", LOCAL)])).toEqual([[null, "pending"]]);
    expect(bind([], [id("manifest-local", AMD)], AMD)).toEqual([[AMD, "pending"]]);
  });
  it("is the manifest behind an image id that is really a manifest digest", () => {
    expect(bind(all, [id("image-id", AMD)])).toEqual([[AMD, "named"]]);
  });
});

describe("the uploader's claim", () => {
  it("is all there is when the document names no image", () => {
    expect(bind(all, [], AMD)).toEqual([[AMD, "claimed"]]);
    expect(bind(all, [])).toEqual([[null, "pending"]]);
  });
  it("conflicts with a document about another platform of the same index", () => {
    expect(bind(all, [id("image-id", ARM_CONFIG)], AMD)).toEqual([[AMD, "conflict"], [ARM, "named"]]);
    expect(bind(all, [id("repo-digest", INDEX), id("image-id", ARM_CONFIG)], AMD)).toEqual([[AMD, "conflict"], [ARM, "named"]]);
  });
  it("conflicts with an image id that is not the config of the claimed manifest, though that config is not held", () => {
    expect(bind(amdEdges, [id("image-id", sha(77))], AMD)).toEqual([[AMD, "conflict"]]);
  });
  it("conflicts with an index that does not list it", () => {
    expect(bind(all, [id("index", INDEX)], OTHER)).toEqual([[INDEX, "named"], [OTHER, "conflict"]]);
  });
  it("is pending while nothing connects or separates the two", () => {
    expect(bind([], [id("image-id", AMD_CONFIG)], AMD)).toEqual([[AMD, "pending"]]);
    expect(bind(indexEdges, [id("image-id", AMD_CONFIG)], AMD)).toEqual([[AMD, "pending"]]);
  });
  it("adds nothing when it names the index of the platform the document is about", () => {
    expect(bind(all, [id("image-id", AMD_CONFIG)], INDEX)).toEqual([[AMD, "named"]]);
  });
  it("stays a claim when the document names only the index of the claimed platform", () => {
    expect(bind(all, [id("repo-digest", INDEX)], AMD)).toEqual([[INDEX, "named"], [AMD, "claimed"]]);
  });
  it("conflicts when a carrier names one image and carries a document of another", () => {
    expect(bind(all, [id("subject", OTHER), id("image-id", AMD_CONFIG)], OTHER)).toEqual([[AMD, "named"], [OTHER, "conflict"]]);
  });
  it("does not survive a verified subject whose content is another image", () => {
    expect(bind(all, [id("subject", OTHER), id("image-id", AMD_CONFIG)], null, [OTHER])).toEqual([[AMD, "named"], [OTHER, "conflict"]]);
  });
});

interface Upload {
  name: string;
  edges: IdentityEdge[];
  named: NamedIdentity[];
  claimed: Sha256Hex | null;
}

const uploads: Upload[] = [
  { name: "index", edges: indexEdges, named: [id("index", INDEX)], claimed: INDEX },
  { name: "amd manifest", edges: amdEdges, named: [id("manifest", AMD)], claimed: null },
  { name: "arm manifest", edges: armEdges, named: [id("manifest", ARM)], claimed: null },
  { name: "amd config", edges: [{ type: "config-has-diff-ids", config: AMD_CONFIG, diffIds: [sha(90)] }], named: [id("image-id", AMD_CONFIG)], claimed: AMD },
  { name: "sbom by config id", edges: [], named: [id("image-id", AMD_CONFIG)], claimed: AMD },
  { name: "scan by repo digest", edges: [], named: [id("repo-digest", INDEX), id("image-id", ARM_CONFIG)], claimed: AMD },
  { name: "vex naming the index", edges: [], named: [id("subject", INDEX)], claimed: null },
];

/** Keeps what a store would keep: bindings of every document, derived again after each arrival. */
function stateAfter(order: Upload[]): string {
  const edges: IdentityEdge[] = [];
  const held: Upload[] = [];
  let state = "";
  for (const upload of order) {
    edges.push(...upload.edges);
    held.push(upload);
    const graph = new IdentityGraph(edges);
    state = JSON.stringify(held.map((one) => [one.name, deriveBindings(graph, one)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  }
  return state;
}

function* permutations<T>(items: T[]): Generator<T[]> {
  if (items.length <= 1) return yield items;
  for (const [i, item] of items.entries()) for (const rest of permutations(items.toSpliced(i, 1))) yield [item, ...rest];
}

describe("the order of uploads", () => {
  it("changes nothing, over all 5,040 orders of a real-looking set", () => {
    const graph = new IdentityGraph(uploads.flatMap((one) => one.edges));
    const expected = stateAfter(uploads);
    for (const order of permutations(uploads)) {
      const last = new IdentityGraph(order.flatMap((one) => one.edges));
      for (const upload of uploads) expect(deriveBindings(last, upload)).toEqual(deriveBindings(graph, upload));
    }
    for (const order of [uploads.toReversed(), [...uploads.slice(3), ...uploads.slice(0, 3)]]) expect(stateAfter(order)).toBe(expected);
  }, 20_000);

  it("changes nothing for any set of edges, names and claims", () => {
    const digest = fc.integer({ min: 1, max: 7 }).map(sha);
    const edge: fc.Arbitrary<IdentityEdge> = fc.oneof(
      fc.record({ type: fc.constant("index-has-manifest" as const), index: digest, manifest: digest, platform: fc.constant(null) }),
      fc.record({ type: fc.constant("manifest-has-config" as const), manifest: digest, config: digest }),
      fc.record({ type: fc.constant("referrer-of" as const), manifest: digest, subject: digest, artifactType: fc.constant(null) }),
    );
    const type = fc.constantFrom<NamedIdentity["type"]>("index", "manifest", "manifest-local", "repo-digest", "image-id", "subject");
    const name = fc.record({ type, sha256: digest, at: fc.constant("/x") });
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 8 }), fc.array(name, { maxLength: 4 }), fc.option(digest), fc.infiniteStream(fc.nat()), (edges, named, claimed, keys) => {
        const shuffle = <T,>(items: T[]): T[] => items.map((item) => [keys.next().value ?? 0, item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
        const once = deriveBindings(new IdentityGraph(edges), { named, claimed });
        expect(deriveBindings(new IdentityGraph([...shuffle(edges), ...edges]), { named: shuffle(named), claimed })).toEqual(once);
        expect(new Set(once.map((one) => one.digest)).size).toBe(once.length);
        if (claimed !== null && named.length > 0) for (const one of once) if (one.state === "claimed") expect(one.digest).toBe(claimed);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the graph", () => {
  const graph = new IdentityGraph(all);
  it("does not count attestation entries as platforms", () => {
    expect(graph.platformsOf(INDEX).map((one) => one.manifest)).toEqual([AMD, ARM]);
  });
  it("knows what to bind again when a manifest arrives", () => {
    expect(graph.neighbourhood([AMD_CONFIG])).toEqual([INDEX, AMD, ARM, AMD_CONFIG, ARM_CONFIG, ATTESTATION]);
    expect(graph.neighbourhood([OTHER])).toEqual([OTHER, OTHER_CONFIG]);
  });
});
