import { instantText } from "../ui/prepare-time";
import { pageRule } from "./prepare-print";

/** Running lines of the printed packet. A style element with the request's nonce; on screen it does nothing. */
export function PrintHead({ digest, asOf, sample, nonce }: { digest: string; asOf: string; sample: boolean; nonce: string | undefined }) {
  if (!nonce) return null;
  return <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: pageRule(digest, instantText(asOf), sample) }} />;
}
