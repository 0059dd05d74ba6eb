import { fail, ok, type Result } from "../model/problem";
import { remember } from "../model/remember";

/** Before, equal, after; null where the scheme cannot say. */
export type Order = -1 | 0 | 1;

/** A version that its scheme understood. `key` is the room's own and means nothing outside it. */
export interface Version {
  scheme: string;
  /** As written. */
  text: string;
  key: unknown;
}

export interface VersionRoom {
  /** Also the name of the folder. */
  id: string;
  title: string;
  /** Codes: `versions/too-long`, `versions/not-understood`. */
  parse(text: string): Result<Version>;
  /** A total order over the versions of this room that it can order; null for versions of another room, or where it cannot say. */
  compare(a: Version, b: Version): Order | null;
}

/** Longer texts are no versions. It also bounds the work of a comparison. */
export const MAX_VERSION_LENGTH = 256;

/** Versions of one scheme whose reading is kept. */
const KEPT = 16_384;

interface Scheme<Key> {
  id: string;
  title: string;
  /** What the version is compared by, or null where the text is no version of this scheme. At most 256 characters come in. */
  read(text: string): Key | null;
  order(a: Key, b: Key): Order | null;
}

/** A room from how it reads and orders; length and belonging are checked here, once for all. */
export function defineScheme<Key>(scheme: Scheme<Key>): VersionRoom {
  // Keys come from this room alone: a version made elsewhere has no key here and compares with nothing.
  const keys = new WeakMap<Version, Key>();
  // One version is compared for every flaw of its package.
  const read = remember((text: string): Result<Version> => {
    const key = scheme.read(text);
    if (key === null) return fail({ code: "versions/not-understood", detail: `not a version as ${scheme.title} writes them` });
    const version: Version = { scheme: scheme.id, text, key };
    keys.set(version, key);
    return ok(version);
  }, KEPT);
  return {
    id: scheme.id,
    title: scheme.title,
    parse(text) {
      if (text.length > MAX_VERSION_LENGTH) {
        return fail({ code: "versions/too-long", detail: "a version has at most 256 characters", limit: { name: "version length", max: MAX_VERSION_LENGTH, got: text.length } });
      }
      return read(text);
    },
    compare(a, b) {
      const [left, right] = [keys.get(a), keys.get(b)];
      return left === undefined || right === undefined ? null : scheme.order(left, right);
    },
  };
}
