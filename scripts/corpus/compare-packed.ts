import { compareFile, type Entry, type Outcome } from "./compare";
import type { CorpusNode } from "./tree";

const COMPRESSION = /^(?:gzip|zstd|xz|bzip2)(?:\(|$)/;

/**
 * Judges a file that may be compressed or an archive: by what the index says of its content where it does, else by
 * whether it was read, or told from other archives with advice. A broken one must be refused with a named problem.
 */
export function comparePacked(entry: Entry, tree: CorpusNode): Outcome {
  if (entry.valid === false) return compareFile(entry, tree);
  const [content] = tree.children;
  const compressed = COMPRESSION.test(entry.format);
  if (!compressed && entry.format !== "tar") return compareFile(entry, compressedContent(tree) ?? tree);
  // Nobody says that it is sound: to refuse it by a rule of archives is an answer.
  if (entry.valid !== true && tree.problem?.code.startsWith("archive/")) return { verdict: "right", differences: [] };
  if (compressed && content === undefined) return failed(tree);
  const inner = entry.expected?.["inner"];
  if (content !== undefined && isObject(inner)) {
    return compareFile({ ...entry, expected: firstMembers(inner, entry.expected), format: String(entry.expected?.["inner_format"]) }, content);
  }
  return judgeContent(compressed && content !== undefined ? content : tree);
}

/** A file that was compressed and is filed under what it holds. */
function compressedContent(tree: CorpusNode): CorpusNode | null {
  const [content] = tree.children;
  return tree.packed !== null && COMPRESSION.test(tree.packed) && content !== undefined ? content : null;
}

/** What is said of the first document of several stands beside what is said of the content. */
function firstMembers(inner: Record<string, unknown>, expected: Entry["expected"]): Record<string, unknown> {
  const first = expected?.["first"];
  return first === undefined ? inner : { first, ...inner };
}

function judgeContent(node: CorpusNode): Outcome {
  if (node.state === "refused") return failed(node);
  const advised = node.notes.some(({ code }) => code === "ingest/archive-not-read");
  if (node.state === "opaque" && !advised) return { verdict: "not read", differences: [] };
  const unsound = node.children.filter((child) => child.state === "refused" && child.problem?.code.startsWith("archive/"));
  if (unsound.length === 0) return { verdict: "right", differences: [] };
  return { verdict: "wrong", differences: unsound.map((child) => ({ key: child.path, expected: "read", got: child.problem?.code })) };
}

function failed(node: CorpusNode): Outcome {
  return { verdict: "wrong", differences: [{ key: "state", expected: "read", got: `${node.state}: ${node.problem?.code ?? "no content"}` }] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
