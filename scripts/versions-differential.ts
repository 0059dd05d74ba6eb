/**
 * Asks the original tool of every version scheme about generated pairs and counts where our room answers otherwise:
 * `tsx scripts/versions-differential.ts [--pairs N] [--seed N] [--only SCHEME] [--write]`. With `--write` the tables that
 * the unit tests read are made anew, from the tools' answers. Exit 1 on any difference; a tool that is missing is said.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { VERSION_ROOMS } from "../domain/versions/registry";
import type { VersionRoom } from "../domain/versions/room";
import { randomOf, versionPair } from "../domain/versions/shared/generate-for-test";
import { type Ask, type Tool, TOOLS } from "./versions/tools";

type Pair = [string, string];

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "200000" }, seed: { type: "string", default: "1" }, only: { type: "string" }, write: { type: "boolean", default: false } },
});
const TABLE_ROWS = 400;
const SHOWN = 20;

const understands = (room: VersionRoom, text: string): boolean => room.parse(text).ok;

function ours(room: VersionRoom, [a, b]: Pair): number | null {
  const [left, right] = [room.parse(a), room.parse(b)];
  return left.ok && right.ok ? room.compare(left.value, right.value) : null;
}

/** Of a tool that refuses versions a third of the pairs may hold one that we refuse: it must refuse it too. */
function pairsFor(tool: Tool, room: VersionRoom, count: number, seed: number): Pair[] {
  const random = randomOf(seed);
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    const pair = versionPair(tool.scheme, random);
    const key = pair.join("\t");
    const whole = pair.every((text) => text !== "" && understands(room, text));
    // Only we read Go versions without "v".
    if (tool.scheme === "golang" && !pair.every((text) => text.startsWith("v"))) continue;
    if (seen.has(key) || (!whole && (!tool.refuses || pairs.length % 3 !== 0))) continue;
    seen.add(key);
    pairs.push(pair);
  }
  return pairs;
}

interface Wrong {
  pair: Pair;
  said: number | null;
}

/** Maven's order is no order everywhere. A pair is left out only where Maven itself says low <= w <= high, not both equal, for a beginning w of either, and yet high < low. */
function circlesAmong(wrong: readonly Wrong[], ask: Ask): Set<Wrong> {
  const steps = wrong.flatMap((one) => {
    const [high, low] = (one.said ?? 0) < 0 ? one.pair : one.pair.toReversed() as Pair;
    return beginnings(one.pair).map((between) => ({ one, low, high, between }));
  });
  const lower = ask(steps.map(({ low, between }): Pair => [low, between]));
  const upper = ask(steps.map(({ high, between }): Pair => [between, high]));
  const closes = (i: number): boolean => (lower[i] ?? 1) <= 0 && (upper[i] ?? 1) <= 0 && (lower[i] ?? 0) + (upper[i] ?? 0) < 0;
  return new Set(steps.flatMap(({ one }, i) => (one.said !== null && one.said !== 0 && closes(i) ? [one] : [])));
}

function beginnings(pair: Pair): string[] {
  return pair.flatMap((text) => Array.from({ length: text.length }, (_, i) => text.slice(0, i + 1)));
}

function check(tool: Tool, count: number, seed: number): number {
  const room = VERSION_ROOMS.find(({ id }) => id === tool.scheme);
  if (room === undefined) throw new Error(`no room ${tool.scheme}`);
  const ask = tool.prepare();
  if (typeof ask === "string") {
    console.log(`${tool.scheme}: not compared with ${tool.name}: ${ask}`);
    return 0;
  }
  const pairs = pairsFor(tool, room, Math.min(count, tool.maxPairs ?? count), seed);
  const answers = ask(pairs);
  const wrong = pairs.flatMap((pair, i) => (ours(room, pair) === answers[i] ? [] : [{ pair, said: answers[i] ?? null }]));
  const circles = tool.scheme === "maven" ? circlesAmong(wrong, ask) : new Set<Wrong>();
  const real = wrong.filter((one) => !circles.has(one));
  const refused = answers.filter((one) => one === null).length;
  console.log(`${tool.scheme}: ${pairs.length} pairs, ${real.length} differences from ${tool.name} (${refused} refused by both or either${circles.size > 0 ? `; ${circles.size} more where the tool contradicts itself` : ""})`);
  for (const { pair, said } of real.slice(0, SHOWN)) console.log(`  ${JSON.stringify(pair)}: ours ${ours(room, pair)}, theirs ${said}`);
  if (values.write && tool.maxPairs === undefined) {
    const skip = new Set([...circles].map(({ pair }) => pair));
    const rows = pairs.map((pair, i) => [...pair, answers[i] ?? null]).filter((_, i) => !skip.has(pairs[i] as Pair)).slice(0, TABLE_ROWS);
    const file = join(import.meta.dirname, `../domain/versions/testdata/${tool.scheme}.json`);
    writeFileSync(file, `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
  }
  return real.length;
}

let differences = 0;
for (const tool of TOOLS) {
  if (values.only === undefined || values.only === tool.scheme) differences += check(tool, Number(values.pairs), Number(values.seed));
}
process.exitCode = differences > 0 ? 1 : 0;
