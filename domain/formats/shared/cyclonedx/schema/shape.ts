import type { Notes } from "../../reading";
import { isObject } from "../../values";

/** What a check needs beside the value: where problems go, and the version of the standard that the document states. */
export interface Checking {
  notes: Notes;
  version: string;
}

/** Says what a value at a place breaks of the standard. It never stops and changes nothing. */
export type Shape = (value: unknown, at: string, checking: Checking) => void;

/** An object that another syntax or vocabulary made and no shape describes. */
export class Unchecked {
  [member: string]: unknown;
}

const wrongType: Shape = (_value, at, { notes }) => notes.warn("cyclonedx/wrong-type", "the standard has another type here", at);

const typed = (is: (value: unknown) => boolean): Shape => (value, at, checking) => {
  if (!is(value) && !(value instanceof Unchecked)) wrongType(value, at, checking);
};

export const anything: Shape = () => undefined;
export const text: Shape = typed((value) => typeof value === "string");
export const flag: Shape = typed((value) => typeof value === "boolean");
export const amount: Shape = typed((value) => typeof value === "number");
export const whole: Shape = typed(Number.isInteger);
export const anObject: Shape = typed(isObject);

/** Text of a certain form. */
export const form = (fits: (written: string) => boolean, code: string, detail: string): Shape => (value, at, checking) => {
  if (typeof value !== "string") text(value, at, checking);
  else if (!fits(value)) checking.notes.warn(code, detail, at);
};

/** One of the words that the standard has for a member, with those of later versions. */
export const word = (words: ReadonlySet<string>, code = "cyclonedx/unknown-word", detail = "this is none of the words that the standard has here"): Shape =>
  form((written) => words.has(written), code, detail);

export const list = (shape: Shape): Shape => (value, at, checking) => {
  if (!Array.isArray(value)) return typed(() => false)(value, at, checking);
  for (const [i, item] of value.entries()) shape(item, `${at}/${i}`, checking);
};

/** An object of known members. `needs` are those it cannot be without. */
export const members = (known: Readonly<Record<string, Shape>>, needs: readonly string[] = []): Shape => {
  const shapes = new Map(Object.entries(known));
  return (value, at, checking) => {
    if (value instanceof Unchecked) return;
    if (!isObject(value)) return wrongType(value, at, checking);
    for (const name of needs) {
      if (value[name] === undefined) checking.notes.warn("cyclonedx/missing-member", "the standard asks for this member", `${at}/${name}`);
    }
    for (const [name, member] of Object.entries(value)) {
      const shape = shapes.get(name);
      if (shape !== undefined) {
        if (member !== undefined) shape(member, `${at}/${name}`, checking);
      } else checking.notes.warn("cyclonedx/unknown-member", "the standard knows no such member", `${at}/${name.slice(0, 80)}`);
    }
  };
};

/** All of several shapes. */
export const all = (...shapes: readonly Shape[]): Shape => (value, at, checking) => {
  for (const shape of shapes) shape(value, at, checking);
};

/** A shape that names itself further down. */
export const later = (shape: () => Shape): Shape => (value, at, checking) => shape()(value, at, checking);
