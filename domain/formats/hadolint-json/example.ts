/** A whole document of this format, as small as it can be. */
export const example = [
  { line: 3, code: "DL3008", message: "Pin versions in apt get install", column: 1, file: "Dockerfile", level: "warning" },
  { line: 9, code: "SC2046", message: "Quote this to prevent word splitting", column: 1, file: "Dockerfile", level: "error" },
];
