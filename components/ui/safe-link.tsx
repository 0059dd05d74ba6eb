import { prepareLink } from "./prepare-link";
import { Untrusted } from "./untrusted";

/** A link that came with evidence. The host is always shown; anything but http(s) stays text. */
export function SafeLink({ url, text }: { url: string | null | undefined; text?: string }) {
  const target = prepareLink(url);
  if (!target) return <Untrusted text={text ?? url} />;
  return (
    <>
      <a href={target.href} rel="noopener noreferrer nofollow" target="_blank">
        <Untrusted text={text ?? target.href} />
      </a>
      {text && <span className="host-note"> ({target.host})</span>}
    </>
  );
}
