"use client";

import type { ExpectationAhead, ExpectationShape, ExpectationWritten } from "../contracts/expectation";
import { sendJson, systemPath } from "./http";

const shapes = () => import("../contracts/expectation");

const place = (system: string, image: string): string => systemPath(system, `images/${encodeURIComponent(image)}/expectation`);

/** Would the line's current digest meet it, and what would change; nothing is stored. */
export const lookAtExpectation = (system: string, image: string, expected: ExpectationShape): Promise<ExpectationAhead> =>
  sendJson("POST", `${place(system, image)}/preview`, JSON.stringify(expected), async () => (await shapes()).expectationAhead);

export const setExpectation = (system: string, image: string, expected: ExpectationShape, baseVersion: number): Promise<ExpectationWritten> =>
  sendJson("PUT", place(system, image), JSON.stringify({ ...expected, baseVersion }), async () => (await shapes()).expectationWritten);
