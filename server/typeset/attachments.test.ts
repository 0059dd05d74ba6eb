import { describe, expect, it } from "vitest";
import { planAttachments } from "./attachments";

const MIB = 1024 * 1024;
const file = (name: string, sizeBytes: number, mime = "application/json") => ({
  name,
  bytes: new Uint8Array(sizeBytes),
  mime,
  description: "",
});

describe("planAttachments", () => {
  it("embeds small files", () => {
    const [plan] = planAttachments([file("a.json", 10)]);
    expect(plan).toMatchObject({ sizeBytes: 10, why: null });
    expect(plan?.bytes?.byteLength).toBe(10);
  });

  it("lists a file above 2 MiB by its hash", () => {
    const [plan] = planAttachments([file("a.json", 2 * MIB + 1)]);
    expect(plan).toMatchObject({ bytes: null, why: "not attached: larger than 2 MiB" });
    expect(plan?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("lists what would take the sum above 8 MiB, and still embeds a smaller one after it", () => {
    const plans = planAttachments([...Array.from({ length: 5 }, () => file("a", 1.9 * MIB)), file("b", 10)]);
    expect(plans.map((plan) => plan.why === null)).toEqual([true, true, true, true, false, true]);
  });

  it("replaces a media type that is none", () => {
    expect(planAttachments([file("a", 1, "text/html; charset=x")])[0]?.mime).toBe("application/octet-stream");
  });
});
