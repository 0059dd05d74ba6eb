/** "2026-11-20" of milliseconds since 1970, UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
