import type { Note, Reading } from "../../model/document";
import type { Problem } from "../../model/problem";
import { isObject } from "../shared/values";
import { childNamed, type XmlElement, xmlPath } from "../shared/xml";

/** Which element each object and list of the bill of materials was made from. */
export class Places {
  private readonly elements = new Map<object, XmlElement>();
  /** The other way round: few documents ask, so it is made when one does. */
  private objects: Map<XmlElement, object> | null = null;

  keep<T extends object>(made: T, from: XmlElement): T {
    this.elements.set(made, from);
    return made;
  }

  /** What was made from an element, undefined where nothing was. Asked once everything is made. */
  madeFrom(element: XmlElement): object | undefined {
    this.objects ??= new Map([...this.elements].map(([made, from]) => [from, made]));
    return this.objects.get(element);
  }

  /** The XPath of a JSON pointer into what was made: as far as objects are known, then the child or attribute that the next step names. */
  xpath(json: unknown, pointer: string): string {
    let value = json;
    let element = this.of(json);
    let rest: string[] = [];
    for (const step of pointer.split("/").slice(1)) {
      value = Array.isArray(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
      const found = this.of(value);
      if (found === null) rest.push(step);
      else [element, rest] = [found, []];
    }
    return element === null ? pointer : place(element, rest);
  }

  private of(value: unknown): XmlElement | null {
    return typeof value === "object" && value !== null ? (this.elements.get(value) ?? null) : null;
  }
}

/** Members that stand for an element's own text. */
const OWN_TEXT: ReadonlySet<string> = new Set(["content", "value"]);

function place(element: XmlElement, [next, ...more]: readonly string[]): string {
  if (next === undefined) return xmlPath(element);
  const child = childNamed(element, next);
  const attribute = element.attributes.has(next);
  if (child === null && !attribute && OWN_TEXT.has(next)) return xmlPath(element);
  const start = child !== null ? xmlPath(child) : `${xmlPath(element)}/${attribute ? "@" : ""}${next}`;
  return [start, ...more].join("/");
}

/** The same reading with every place as XPath. */
export function withXmlPlaces(reading: Reading, to: (pointer: string) => string): Reading {
  const { sbom, scan, vex } = reading.facts;
  const at = <T extends { at: string }>(one: T): T => ({ ...one, at: to(one.at) });
  return {
    ...reading,
    identities: reading.identities.map(at),
    notes: reading.notes.map((note): Note => placed(note, to)),
    facts: {
      ...reading.facts,
      ...(sbom ? { sbom: { ...sbom, components: sbom.components.map(at) } } : {}),
      ...(scan ? { scan: { ...scan, detections: scan.detections.map(at) } } : {}),
      ...(vex ? { vex: { ...vex, statements: vex.statements.map(at) } } : {}),
    },
  };
}

export function placed<T extends Problem>(problem: T, to: (pointer: string) => string): T {
  return problem.at === undefined ? problem : { ...problem, at: to(problem.at) };
}
