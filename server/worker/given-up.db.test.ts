import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type CrashGround, ended, openCrashGround, pause } from "../../tests/setup/crash-ground";
import type { Ctx } from "../auth/principal";
import { digestCore } from "../queries/digest-core";
import { givenUp } from "../queries/given-up";
import { evaluationDue } from "../queries/packet-file";
import { shellFrame } from "../queries/shell-frame";
import { retryEvaluation } from "../services/evaluation/attempts";
import { receiveEvidence } from "../services/receive-evidence";
import { readSystem, rows, sha256Hex, withSystem } from "../store";

/* One digest ends the worker whenever it is evaluated, as running out of memory would. */

const IMAGE = "registry.example/payments/api";
/** Of another line: a new build in its own would be a new fact about it. */
const OTHER = "registry.example/other/x";
const KILLER = sha256Hex("ends the worker");
const GOOD = sha256Hex("does not");
const ATTEMPTS = 3;

let ground: CrashGround;
const running: ReturnType<CrashGround["start"]>[] = [];

beforeAll(async () => {
  ground = await openCrashGround("given-up");
}, 120_000);

afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill("SIGKILL");
    await ended(child);
  }
});

afterAll(() => ground?.close());

async function handIn(digest: string, at: string): Promise<void> {
  const text = JSON.stringify({ SchemaVersion: 2, CreatedAt: at, ArtifactName: `${digest === KILLER ? IMAGE : OTHER}:1`, ArtifactType: "container_image", Metadata: { OS: { Family: "debian", Name: "12.7" } }, Results: [] });
  async function* stream(): AsyncIterable<Uint8Array> {
    yield Buffer.from(text);
  }
  const received = await receiveEvidence({ ...ground.ctx, actor: { kind: "token", id: "t", name: "t" } }, [{ fileName: "trivy.json", mediaType: null, stream: stream() }], { image: digest === KILLER ? IMAGE : OTHER, digest: `sha256:${digest}` }, { maxFileBytes: 1e6, maxFiles: 1 });
  expect(received).toMatchObject({ ok: true });
}

const failing = (retrySeconds = 0): Record<string, string> => ({ PROOFMARK_FAILPOINT: `worker.evaluating/${KILLER}`, PROOFMARK_MAX_ATTEMPTS: String(ATTEMPTS), PROOFMARK_RETRY_SECONDS: String(retrySeconds) });

interface Standing {
  attempts: number;
  code: string | null;
  evaluated: boolean;
  behind: boolean;
  rests: boolean;
}

async function standing(digest: string): Promise<Standing | undefined> {
  const [row] = await readSystem(ground.ctx, (tx) => rows<Standing>(
    tx, `SELECT attempts, problem->>'code' AS code, rollup IS NOT NULL AS evaluated, facts_revision > evaluated_revision AS behind, retry_at IS NOT NULL AS rests FROM digest WHERE sha256 = $1`, digest));
  return row;
}

/** Starts a worker; answers once it was killed, or `until` holds. */
async function workUntil(env: Record<string, string>, until: () => Promise<boolean>): Promise<"killed" | "alive"> {
  const worker = ground.start("worker", env);
  running.push(worker);
  worker.stdout?.resume();
  for (let waited = 0; waited < 600; waited += 1) {
    if (worker.signalCode === "SIGKILL") return "killed";
    if (await until()) return "alive";
    await pause(50);
  }
  throw new Error("neither");
}

const asLead = () => ({ ...ground.ctx, system: { id: ground.ctx.systemId, name: "crash", title: "Crash", sample: false }, systems: [], principal: { kind: "anonymous", why: "" }, role: "lead" }) as unknown as Ctx;
const retry = (): Promise<boolean> => withSystem(ground.ctx, (tx) => retryEvaluation(tx, { ...ground.ctx, at: new Date() }, KILLER));

const isGivenUp = async (): Promise<boolean> => typeof (await standing(KILLER))?.code === "string";

test("a digest that kills the worker is given up after so many kills, durably, and the others are evaluated", async () => {
  await handIn(KILLER, "2026-11-18T00:00:00Z");
  for (let n = 1; n <= ATTEMPTS; n += 1) {
    expect(await workUntil(failing(), isGivenUp), `attempt ${n}`).toBe("killed");
    expect(await standing(KILLER)).toMatchObject({ attempts: n, code: null });
  }
  await handIn(GOOD, "2026-11-18T00:00:00Z");
  expect(await workUntil(failing(), async () => (await isGivenUp()) && (await standing(GOOD))?.behind === false)).toBe("alive");
  expect(await standing(KILLER)).toEqual({ attempts: ATTEMPTS, code: "evaluation/too-many-attempts", evaluated: false, behind: true, rests: false });
  expect(await standing(GOOD)).toMatchObject({ attempts: 0, code: null, evaluated: true });
  await pause(1_000);
  expect(running[running.length - 1]?.signalCode).toBeNull();
});

test("the digest's page, the frame, the packet and the list of such digests say so", async () => {
  const ctx = asLead();
  const core = await readSystem(ground.ctx, (tx) => digestCore(tx, ctx, new Date(), { digest: `sha256:${KILLER}` }));
  expect(core?.detail).toMatchObject({ evaluation: null, evaluationProblem: { code: "evaluation/too-many-attempts", limit: { name: "attempts", max: ATTEMPTS } } });
  expect((await shellFrame(ctx)).queue).toMatchObject({ evaluations: 0, givenUp: 1 });
  expect(await evaluationDue(ctx, KILLER)).toMatchObject({ due: true, givenUp: { code: "evaluation/too-many-attempts" } });
  expect(await givenUp(ctx)).toMatchObject([{ digest: `sha256:${KILLER}`, images: [IMAGE], attempts: ATTEMPTS, problem: { code: "evaluation/too-many-attempts" } }]);
  const audit = await readSystem(ground.ctx, (tx) => rows(tx, `SELECT digest FROM audit_event WHERE action = 'evaluation.given-up'`));
  expect(audit).toEqual([{ digest: KILLER }]);
});

test("new facts have it tried once more, and no more often", async () => {
  await handIn(KILLER, "2026-11-19T00:00:00Z");
  expect(await workUntil(failing(), async () => false)).toBe("killed");
  expect(await standing(KILLER)).toMatchObject({ attempts: ATTEMPTS + 1, code: null });
  expect(await workUntil(failing(), isGivenUp)).toBe("alive");
});

test("it rests longer each time, so that a worker which is started again has the rest done meanwhile", async () => {
  expect(await retry()).toBe(true);
  expect(await standing(KILLER)).toMatchObject({ attempts: 0, code: null });
  for (const rests of [false, true]) {
    expect(await workUntil(failing(3_600), async () => false)).toBe("killed");
    expect(await standing(KILLER)).toMatchObject({ rests });
  }
  await handIn(GOOD, "2026-11-19T00:00:00Z");
  expect(await workUntil(failing(3_600), async () => (await standing(GOOD))?.behind === false && (await standing(GOOD))?.attempts === 0)).toBe("alive");
  expect(await standing(KILLER)).toMatchObject({ attempts: 2, rests: true });
});

test("asked again it is evaluated once nothing is in the way, and its attempts are forgotten", async () => {
  expect(await retry()).toBe(true);
  expect(await workUntil({}, async () => (await standing(KILLER))?.behind === false)).toBe("alive");
  expect(await standing(KILLER)).toEqual({ attempts: 0, code: null, evaluated: true, behind: false, rests: false });
  expect(await givenUp(asLead())).toEqual([]);
  expect(await retry()).toBe(false);
});
