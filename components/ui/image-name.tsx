import { Fragment } from "react";
import { Untrusted } from "./untrusted";

/** Host grey, path in weight, breaking at its slashes; a digest of no line says so. */
export function ImageName({ image }: { image: string | null }) {
  if (!image) return <>Digest of no image line</>;
  const [host = "", ...rest] = image.split(/(?<=\/)/);
  const parts = rest.length === 0 ? [host] : rest;
  return (
    <>
      {rest.length > 0 && (
        <span className="host">
          <Untrusted text={host} limit={200} />
          <wbr />
        </span>
      )}
      {parts.map((part, index) => (
        <Fragment key={index}>
          <Untrusted text={part} limit={200} />
          {index < parts.length - 1 && <wbr />}
        </Fragment>
      ))}
    </>
  );
}
