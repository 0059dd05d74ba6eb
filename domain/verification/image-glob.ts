/** Whether an image name fits a glob: "*" is anything but "/", "**" anything; all other characters are literal. */
export function matchesImageGlob(glob: string, image: string): boolean {
  if (glob.length > 512 || image.length > 1024) return false;
  const source = glob
    .split(/(\*+)/)
    .map((part) =>
      part === "*" ? "[^/]*" : part.startsWith("**") ? ".*" : part.replace(/[.+?^${}()|[\]\\/-]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`, "u").test(image);
}
