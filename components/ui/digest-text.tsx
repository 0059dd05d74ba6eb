import Link from "next/link";
import { CopyButton } from "./copy-button";

const HEX = /^[0-9a-f]{64}$/;

/**
 * A SHA-256 in mono: the algorithm grey, 8…8 of the value (or all of it with `full`), the whole value in the title.
 * `sha256` comes with or without its prefix.
 */
export function DigestText({ sha256, full = false, copy = false, href }: { sha256: string; full?: boolean; copy?: boolean; href?: string }) {
  const hex = sha256.replace(/^sha256:/, "");
  const whole = `sha256:${hex}`;
  const short = full || !HEX.test(hex);
  const value = (
    <span>
      <span className="alg">sha256:</span>
      {short ? hex : hex.slice(0, 8)}
      {!short && <span className="mid">…</span>}
      {!short && hex.slice(-8)}
    </span>
  );
  return (
    <span className={full ? "digest full" : "digest"} title={whole}>
      {href ? <Link href={href}>{value}</Link> : value}
      {copy && <CopyButton text={whole} label="Copy digest" />}
    </span>
  );
}
