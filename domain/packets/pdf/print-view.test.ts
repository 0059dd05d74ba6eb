import { describe, expect, it } from "vitest";
import { fullPacket, sparsePacket } from "./fixture";
import { hostilePacket } from "./hostile-fixture";
import { MAX_PRINTED_COMPONENTS, printView } from "./print-view";

const latin = (cp: number): boolean => cp < 0x250 || cp === 0x2026;

describe("printView", () => {
  it("keeps keys, digests, times and result words as they are", () => {
    const { data } = printView(fullPacket(), latin, latin);
    expect(data).toMatchObject({
      schema: "proofmark.packet-pdf/1",
      verdict: { result: "fail" },
      subject: { digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      packet: { asOf: "2026-03-02T08:00:00Z" },
    });
  });

  it("cuts hashes and package URLs into lines that add and lose nothing", () => {
    const doc = fullPacket();
    const { data } = printView(doc, latin, latin);
    const [row] = data["evidence"] as { sha256: string[] }[];
    expect(row?.sha256).toHaveLength(2);
    expect(row?.sha256.join("")).toBe(doc.evidence[0]?.sha256);
    const [component] = data["components"] as { purl: string[] }[];
    expect(component?.purl.join("")).toBe(doc.components[0]?.purl);
  });

  it("draws no chart of a packet that knows nothing", () => {
    const view = printView(sparsePacket(), latin, latin);
    expect(view.charts).toEqual({});
    expect(view.data["charts"]).toEqual({ coverage: null, clocks: null, builds: null, trend: null, freshness: null });
  });

  it("bounds the component list and keeps the true total", () => {
    const view = printView(fullPacket({ findings: 0, components: MAX_PRINTED_COMPONENTS + 5 }), latin, latin);
    expect(view.data["components"]).toHaveLength(MAX_PRINTED_COMPONENTS);
    expect(view.data["totals"]).toEqual({ components: MAX_PRINTED_COMPONENTS + 5, findings: 0 });
  });

  it("leaves no control, bidi or private-use character in a hostile packet", () => {
    const { data, charts } = printView(hostilePacket(), latin, latin);
    const all = JSON.stringify(data) + Object.values(charts).join("");
    expect(all).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{M}]/u);
    expect(all).not.toMatch(/\\u[dD][89abAB]/);
    expect(all.isWellFormed()).toBe(true);
  });
});
