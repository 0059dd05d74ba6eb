/** Certification classes of the consolidated rules. A has the numbers of B for remediation. */
export type VdrClass = "A" | "B" | "C" | "D";
/** Potential adverse impact, N1 (minimal) to N5: a human judgement, never derived from a CVSS score. */
export type Pain = 1 | 2 | 3 | 4 | 5;
/** Likely exploitable and internet-reachable; likely exploitable and not reachable; not likely exploitable. */
export type VdrColumn = "lev-irv" | "lev-nirv" | "nlev";

type Row = Readonly<Record<VdrColumn, number>>;
const row = (a: number, b: number, c: number): Row => ({ "lev-irv": a, "lev-nirv": b, nlev: c });
const B: Readonly<Record<Exclude<Pain, 1>, Row>> = { 5: row(4, 8, 32), 4: row(8, 32, 64), 3: row(32, 64, 192), 2: row(96, 160, 192) };

/** Days from finished evaluation (rule VDR-TFR-PVR, rules of 2026-07-14). Half a day is 12 hours. */
export const VDR_DAYS: Readonly<Record<VdrClass, Readonly<Record<Exclude<Pain, 1>, Row>>>> = {
  A: B,
  B,
  C: { 5: row(2, 4, 16), 4: row(4, 8, 64), 3: row(16, 32, 128), 2: row(48, 128, 192) },
  D: { 5: row(0.5, 1, 8), 4: row(2, 8, 32), 3: row(8, 16, 64), 2: row(24, 96, 192) },
};

/** Days from detection within which the evaluation itself is to be finished (VER-TFR-EVU). */
export const VDR_EVALUATION_DAYS: Readonly<Record<VdrClass, number>> = { A: 14, B: 7, C: 5, D: 2 };

/** Days from evaluation after which an unfixed flaw must be categorised as an accepted vulnerability (VER-TFR-MAV). */
export const VDR_ACCEPTED_DAYS = 192;
