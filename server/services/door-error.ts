import type { Problem } from "../../domain/model/problem";

/** A refusal in the middle of a stream, where a value cannot be returned. The door turns it back into a problem. */
export class DoorError extends Error {
  constructor(
    readonly problem: Problem,
    /** HTTP status that fits: 400, 413, 415. */
    readonly status: number,
  ) {
    super(problem.detail);
  }
}

export const tooLarge = (name: string, max: number, got: number, at?: string): DoorError =>
  new DoorError({ code: "door/too-large", detail: `More bytes than accepted: the limit "${name}" is ${max}.`, limit: { name, max, got }, ...(at === undefined ? {} : { at }) }, 413);

/** HTTP status of a problem of the door; anything unknown is a bad request. */
export function doorStatus(code: string): number {
  if (code === "door/too-large" || code === "door/too-many-files" || code === "door/ratio") return 413;
  return code === "door/encoding" ? 415 : 400;
}
