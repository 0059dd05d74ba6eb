import fc from "fast-check";
import { expect, test } from "vitest";
import { burnDown, burnDownInstants, type ClockGroup } from "./burn-down";

const INSTANTS = 9;
const NOW = 4;

/** The definition, clock by clock. */
function slow(groups: readonly ClockGroup[]) {
  return Array.from({ length: INSTANTS }, (_, i) => {
    const open = groups.filter(({ start, stop }) => (i <= NOW ? start <= i && stop > i : start <= NOW && stop > NOW));
    const count = (list: readonly ClockGroup[]) => list.reduce((sum, one) => sum + one.count, 0);
    return {
      inside: count(open.filter(({ due }) => due > i)), breached: count(open.filter(({ due }) => due <= i)),
      due: i === 0 ? 0 : count(open.filter(({ start, due }) => due === i && start <= i)),
    };
  });
}

test("counts as the definition does, clock by clock", () => {
  const index = fc.integer({ min: 0, max: INSTANTS });
  fc.assert(
    fc.property(fc.array(fc.record({ start: index, due: index, stop: index, count: fc.integer({ min: 1, max: 5 }) }), { maxLength: 30 }), (groups) => {
      expect(burnDown(groups, INSTANTS, NOW)).toEqual(slow(groups));
    }),
  );
});

test("ahead of now nothing starts and nothing stops, and what is open falls due", () => {
  const [, today, tomorrow, after] = burnDown([{ start: 0, due: 2, stop: 4, count: 3 }, { start: 2, due: 3, stop: 4, count: 7 }], 4, 1);
  expect([today, tomorrow, after]).toEqual([{ inside: 3, breached: 0, due: 0 }, { inside: 0, breached: 3, due: 3 }, { inside: 0, breached: 3, due: 0 }]);
});

test("today is now, and its rest is the first day ahead", () => {
  const instants = burnDownInstants(new Date("2026-11-23T09:00:00Z"), 1, 2);
  expect(instants.map(({ day, at, ahead }) => [day, at.toISOString(), ahead])).toEqual([
    ["2026-11-22", "2026-11-22T23:59:59.999Z", false],
    ["2026-11-23", "2026-11-23T09:00:00.000Z", false],
    ["2026-11-23", "2026-11-23T23:59:59.999Z", true],
    ["2026-11-24", "2026-11-24T23:59:59.999Z", true],
  ]);
});
