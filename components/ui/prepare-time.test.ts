import { describe, expect, it } from "vitest";
import { agoText, bytesText, countText, dueText, instantText, plural, spanText } from "./prepare-time";

const asOf = "2026-11-23T09:40:00Z";

describe("time in words", () => {
  it("writes instants in UTC", () => {
    expect(instantText("2026-11-17T04:12:00Z")).toBe("17 Nov 2026, 04:12 UTC");
    expect(instantText("not a time")).toBe("not a time");
  });

  it("says past due and due ahead from the as-of", () => {
    expect(dueText("2026-11-17T07:40:00Z", asOf)).toBe("6 d 2 h past due");
    expect(dueText("2026-11-24T04:30:00Z", asOf)).toBe("in 18 h");
  });

  it("says how long ago something was", () => {
    expect(agoText("2026-11-17T04:12:00Z", asOf)).toBe("6 d 5 h ago");
    expect(agoText(asOf, asOf)).toBe("just then");
  });

  it("keeps the two largest units of a span", () => {
    expect([spanText(0.5), spanText(19.2), spanText(146), spanText(24 * 40)]).toEqual(["30 min", "19 h", "6 d 2 h", "40 d"]);
  });

  it("counts bytes in powers of ten and groups thousands", () => {
    expect(bytesText(118_400_000)).toBe("118 MB");
    expect(bytesText(1_500)).toBe("1.5 kB");
    expect(countText(1208)).toBe("1,208");
    expect(plural(1, "finding")).toBe("1 finding");
  });
});
