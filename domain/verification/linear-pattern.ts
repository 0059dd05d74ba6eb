/**
 * Regular expressions matched in time linear in the text, by following all states at once. The runtime's own engine
 * backtracks, so that a harmless-looking pattern and a hostile certificate name could stop a worker for hours. Accepted:
 * characters, escapes, classes, ".", groups, "|", and the quantifiers ? * + {n} {n,} {n,m} (on groups only "?").
 */
interface Step {
  /** What one character must be; null for a step that takes none. */
  takes: RegExp | null;
  next: number[];
}

/** A part of the pattern with one way in and one way out. */
interface Part {
  start: number;
  end: number;
}

const MAX_STEPS = 4000;
const ATOM = /(?:\\(?:[dDwWsS]|[^A-Za-z0-9])|\[(?:\\.|[^\]\\])+\]|\.|[^\\[\](){}|?*+^$.])/uy;
const QUANTIFIER = /[?*+]|\{(\d{1,2})(?:(,)(\d{1,2})?)?\}/y;

/** A matcher of whole texts for the pattern (given without anchors), null when it is not of the accepted kind. */
export function compileLinear(pattern: string): ((text: string) => boolean) | null {
  const builder = new Builder(pattern);
  const whole = builder.whole();
  if (whole === null) return null;
  const { steps } = builder;
  return (text) => run(steps, whole, text);
}

function run(steps: readonly Step[], { start, end }: Part, text: string): boolean {
  let current = reach(steps, [start]);
  for (const char of text) {
    const moved = [...current]
      .filter((at) => steps[at]?.takes?.test(char) === true)
      .flatMap((at) => steps[at]?.next ?? []);
    current = reach(steps, moved);
    if (current.size === 0) return false;
  }
  return current.has(end);
}

/** All steps that can be stood on without taking a character. */
function reach(steps: readonly Step[], from: readonly number[]): Set<number> {
  const seen = new Set<number>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (steps[at]?.takes === null) open.push(...(steps[at]?.next ?? []));
  }
  return seen;
}

class Refused extends Error {}

class Builder {
  readonly steps: Step[] = [];
  private at = 0;

  constructor(private readonly pattern: string) {}

  whole(): Part | null {
    try {
      const part = this.alternatives();
      return this.at === this.pattern.length ? part : null;
    } catch {
      return null;
    }
  }

  private alternatives(): Part {
    const parts = [this.row()];
    while (this.skip("|")) parts.push(this.row());
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const end = this.add(null, []);
    for (const part of parts) this.join(part.end, end);
    return {
      start: this.add(
        null,
        parts.map((part) => part.start),
      ),
      end,
    };
  }

  private row(): Part {
    let part: Part = this.empty();
    while (this.at < this.pattern.length && !"|)".includes(this.pattern[this.at] ?? "")) {
      const next = this.pattern[this.at] === "(" ? this.group() : this.atom();
      this.join(part.end, next.start);
      part = { start: part.start, end: next.end };
    }
    return part;
  }

  private group(): Part {
    this.at += this.pattern.startsWith("(?:", this.at) ? 3 : 1;
    const part = this.alternatives();
    if (!this.skip(")")) throw new Refused();
    if (this.skip("?")) this.join(part.start, part.end);
    return part;
  }

  private atom(): Part {
    const text = this.take(ATOM)?.[0];
    if (text === undefined) throw new Refused();
    const takes = new RegExp(`^${text}$`, "u");
    const quantifier = this.take(QUANTIFIER);
    const [least, most] = boundsOf(quantifier);
    return this.repeat(takes, least, most);
  }

  private repeat(takes: RegExp, least: number, most: number): Part {
    const copies = Math.max(least, Number.isFinite(most) ? most : least);
    let part = this.empty();
    const skips: number[] = [];
    for (let count = 0; count < copies; count += 1) {
      if (count >= least) skips.push(part.end);
      part = this.follow(part, takes);
    }
    if (!Number.isFinite(most)) {
      const loop = this.add(takes, [part.end]);
      this.join(part.end, loop);
      const end = this.add(null, []);
      this.join(part.end, end);
      return { start: part.start, end };
    }
    for (const skip of skips) this.join(skip, part.end);
    return part;
  }

  private follow(part: Part, takes: RegExp): Part {
    const end = this.add(null, []);
    this.join(part.end, this.add(takes, [end]));
    return { start: part.start, end };
  }

  private empty(): Part {
    const only = this.add(null, []);
    return { start: only, end: only };
  }

  private add(takes: RegExp | null, next: number[]): number {
    if (this.steps.length >= MAX_STEPS) throw new Refused();
    return this.steps.push({ takes, next }) - 1;
  }

  private join(from: number, to: number): void {
    this.steps[from]?.next.push(to);
  }

  private skip(char: string): boolean {
    if (this.pattern[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private take(kind: RegExp): RegExpExecArray | null {
    kind.lastIndex = this.at;
    const found = kind.exec(this.pattern);
    if (found !== null) this.at += found[0].length;
    return found;
  }
}

function boundsOf(quantifier: RegExpExecArray | null): [number, number] {
  if (quantifier === null) return [1, 1];
  const [text, least, comma, most] = quantifier;
  if (least === undefined) return text === "?" ? [0, 1] : [text === "*" ? 0 : 1, Infinity];
  const low = Number(least);
  if (comma === undefined) return [low, low];
  if (most === undefined) return [low, Infinity];
  if (Number(most) < low) throw new Refused();
  return [low, Number(most)];
}
