import type { ProblemDocument } from "../../contracts/common";
import { bytesText, countText, plural } from "../ui/prepare-time";

export interface Limits {
  maxUploadBytes: number;
  maxPreviewBytes: number;
}

export interface Chosen {
  name: string;
  size: number;
}

/** What is wrong with the choice before anything is sent, in words; null when nothing is. */
export function choiceProblem(files: readonly Chosen[], { maxUploadBytes }: Limits): string | null {
  if (files.length > 200) return `One bundle has at most 200 files; these are ${countText(files.length)}.`;
  const empty = files.find(({ size }) => size === 0);
  if (empty) return `${empty.name} is empty.`;
  const total = totalBytes(files);
  return total > maxUploadBytes ? `The files have ${bytesText(total)} together; the limit is ${bytesText(maxUploadBytes)}.` : null;
}

export const totalBytes = (files: readonly Chosen[]): number => files.reduce((sum, { size }) => sum + size, 0);

/** What is wrong with the three fields, by field; the server checks them again. */
export function claimProblems({ image, digest, tag }: { image: string; digest: string; tag: string }): Partial<Record<"image" | "digest" | "tag", string>> {
  const problems: Partial<Record<"image" | "digest" | "tag", string>> = {};
  if (/\s/.test(image)) problems.image = "An image name has no spaces.";
  if (digest !== "" && !/^sha256:[0-9a-f]{64}$/.test(digest)) problems.digest = "A digest is sha256: and 64 hex digits, lower case.";
  if (tag !== "" && !/^\w[\w.-]{0,127}$/.test(tag)) problems.tag = "A tag has letters, digits, dots, dashes and underscores.";
  return problems;
}

/** Files that are not chosen yet, by name and size; the same twice in one bundle would be stored once anyway. */
export function withoutRepeats<T extends Chosen>(known: readonly T[], added: readonly T[]): T[] {
  const key = ({ name, size }: Chosen): string => `${size} ${name}`;
  const seen = new Set(known.map(key));
  return [...known, ...added.filter((file) => !seen.has(key(file)) && seen.add(key(file)))];
}

/** "Sending 2 files, 45 %." in steps of ten, so that a screen reader is not flooded. */
export function progressSays(done: readonly number[], files: readonly Chosen[], verb: string): string {
  const total = totalBytes(files);
  const sent = files.reduce((sum, { size }, index) => sum + size * (done[index] ?? 0), 0);
  const percent = total === 0 ? 0 : Math.floor((sent / total) * 10) * 10;
  return percent === 100 ? `All ${plural(files.length, "file")} sent, waiting for the answer.` : `${verb} ${plural(files.length, "file")}, ${percent} %.`;
}

/** A refusal in words: what, where, which limit, and what to do. */
export function problemText({ detail, pointer, limit }: ProblemDocument): string {
  const place = pointer ? ` (${pointer})` : "";
  const bound = limit ? ` The limit "${limit.name}" is ${countText(limit.max)}${limit.got === undefined ? "" : `, this has ${countText(limit.got)}`}.` : "";
  return `${detail}${place}${bound} Nothing was stored.`;
}
