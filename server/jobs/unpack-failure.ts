import type { Problem } from "../../domain/model/problem";

/** Ends a stream of unpacked bytes with an expected failure: whoever reads the stream turns it back into its problem. */
export class UnpackFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Content that is not what its first bytes say. Code: ingest/unpack. */
export function broken(layer: string, why: string): UnpackFailure {
  return new UnpackFailure({ code: "ingest/unpack", detail: `The ${layer} content is broken: ${why}`, at: `${layer} content` });
}

/** Content that grows beyond what is accepted. Code: ingest/unpack, with the limit by name. */
export function tooMuch(layer: string, name: string, max: number): UnpackFailure {
  return new UnpackFailure({ code: "ingest/unpack", detail: `The ${layer} content is larger than accepted.`, limit: { name, max } });
}
