import { Client } from "pg";
import { clock } from "../server/clock";
import { fillLists, NOW } from "./lists-data";
import { pages } from "./lists-pages";
import { measured, printed, sizeAsked } from "./measured";
import { asReader, openPlace, timed } from "./place";
import { generate, LINES } from "./search-data";
import { slowest } from "./slowest";

/**
 * `tsx bench/lists.ts [digests] [findings]`: generates a system of that size, opens the pages that list it as the web
 * role does, and prints the slower end of some runs beside a floor: the rows that the page has to look at, counted by
 * one bare statement of their owner. `--only=WORD` opens those whose name has it, `--statements` prints what takes most
 * of each page with its plan.
 */
async function main(): Promise<void> {
  const size = sizeAsked();
  clock.now = () => new Date(NOW);
  const place = await openPlace();
  const owner = new Client({ connectionString: place.migratorUrl });
  try {
    await owner.connect();
    const { ms } = await timed(async () => {
      await generate(owner, place.ctx.systemId, size);
      await fillLists(owner, place.ctx.systemId, size.digests);
    });
    console.log(`${size.digests} digests in ${LINES} lines, ${size.findings} findings, ${size.digests * 2} clocks, generated in ${(ms / 1000).toFixed(0)} s`);
    const ctx = asReader({ ...place.ctx });
    const only = process.argv.find((one) => one.startsWith("--only="))?.slice("--only=".length) ?? "";
    for (const { what, floor, page } of pages(ctx).filter((one) => one.what.includes(only))) {
      printed(what, await measured(place, owner, floor, page));
      if (process.argv.includes("--statements")) await slowest(place, page);
    }
  } finally {
    await owner.end();
    await place.close();
  }
}

await main();
