/**
 * The `@page` rule of the printed packet. Only a digest and a date of ours go in: what is neither is left out, because
 * this text becomes a stylesheet.
 */
export function pageRule(digest: string, asOf: string, sample: boolean): string {
  const id = /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : "";
  const at = /^[0-9A-Za-z:, ]{1,40}$/.test(asOf) ? asOf : "";
  const box = (name: string, content: string, size: string): string => `@${name}{content:${content};font:${size} sans-serif;color:#454d59}`;
  return [
    "@media print{@page{",
    box("top-left", `"Proofmark evidence packet${sample ? ", SAMPLE: invented data" : ""}"`, "8pt"),
    box("top-right", `"As of ${at}"`, "8pt"),
    box("bottom-left", `"${id}"`, "6.5pt"),
    box("bottom-right", `counter(page) " / " counter(pages)`, "8pt"),
    "}}",
  ].join("");
}
