import { afterEach, describe, expect, it, vi } from "vitest";
import { askPacket, retrySeconds } from "./ask-packet";

const answers = (...list: Response[]) => vi.stubGlobal("fetch", vi.fn(async () => list.shift() ?? new Response(null, { status: 500 })));
const building = () => new Response(null, { status: 202, headers: { "retry-after": "1" } });
const now = () => Promise.resolve();

afterEach(() => vi.unstubAllGlobals());

describe("askPacket", () => {
  it("asks again while the packet is being built, then says it is ready", async () => {
    answers(building(), building(), new Response("%PDF", { status: 200 }));
    expect(await askPacket("/packet.pdf", () => true, now)).toEqual({ state: "ready" });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it("stops asking when nobody waits any more", async () => {
    answers(building(), building());
    expect(await askPacket("/packet.pdf", () => false, now)).toEqual({ state: "idle" });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("says why when the packet cannot be built", async () => {
    answers(new Response(null, { status: 409 }));
    expect(await askPacket("/packet.pdf", () => true, now)).toMatchObject({ state: "failed", why: expect.stringContaining("409") });
  });

  it("gives up after three minutes", async () => {
    vi.stubGlobal("fetch", vi.fn(async () => new Response(null, { status: 202, headers: { "retry-after": "10" } })));
    expect(await askPacket("/packet.pdf", () => true, now)).toMatchObject({ state: "failed" });
  });
});

describe("retrySeconds", () => {
  it("stays between one and ten seconds", () => {
    expect([retrySeconds("0"), retrySeconds("3"), retrySeconds("9999"), retrySeconds(null), retrySeconds("soon")]).toEqual([2, 3, 10, 2, 2]);
  });
});
