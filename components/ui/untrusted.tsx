import { Fragment } from "react";
import { prepareUntrusted } from "./prepare-untrusted";

/** Text that came with evidence: text only, deceptive code points shown by number. */
export function Untrusted({ text, limit }: { text: string | null | undefined; limit?: number }) {
  if (text === null || text === undefined) return null;
  return (
    <bdi>
      {prepareUntrusted(text, limit).map((part, index) =>
        part.kind === "escape" ? (
          <span className="esc" key={index}>
            {part.text}
          </span>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </bdi>
  );
}
