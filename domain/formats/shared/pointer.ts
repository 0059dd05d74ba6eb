/** One step of a JSON pointer, escaped by RFC 6901 section 3. */
export function escapePointer(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
