import Link from "next/link";
import type { ShellFrame } from "../../contracts/pages";
import { CopyButton } from "../ui/copy-button";
import { paths } from "../ui/prepare-paths";
import { bytesText } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { HandIn } from "./hand-in";
import type { Limits } from "./prepare-hand-in";
import { snippets } from "./prepare-snippets";

/** Hand evidence in from the browser, or take the commands that do it from a pipeline. */
export function Ingest({ shell, asOf, origin, limits, formats }: { shell: ShellFrame; asOf: string | null; origin: string; limits: Limits; formats: string[] }) {
  const system = shell.system.name;
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href={paths.receipts(system, { asOf })}>Receipts</Link>
        <span aria-hidden="true">/</span>
        <span>Hand in evidence</span>
      </nav>
      <h1 className="ans page-title">
        <b>Hand in evidence.</b> Look first at what would become of it, then store it: all files or none.
      </h1>
      <HandIn system={system} limits={limits} />
      <Section title="From a pipeline">
        <p className="ans">
          <b>The same by one command.</b> With a token that can hand in and nothing else.
        </p>
        <div className="cmds gap-top-s">
          {snippets(origin, system).map((snippet) => (
            <div className="cmd" key={snippet.title}>
              <p>
                <b>{snippet.title}.</b> {snippet.where}
              </p>
              <pre tabIndex={0} aria-label={snippet.title}>
                {snippet.code}
              </pre>
              <span className="cmd-act">
                <CopyButton text={snippet.code} label={`Copy ${snippet.title}`} />
              </span>
            </div>
          ))}
        </div>
      </Section>
      <Section title="What is read">
        <p className="ans">
          <b>A file says itself what it is.</b> Its name and media type decide nothing.
        </p>
        <p className="soft">
          {formats.join(", ")}. Compressed by gzip, zstd, xz or bzip2 too; several in one file as JSON Lines; image layouts and docker saves as one tar; and documents inside of envelopes. What no reader
          knows is kept byte for byte and counts for nothing.
        </p>
        <p className="note">
          At most {bytesText(limits.maxUploadBytes)} and 200 files in one bundle; a preview reads up to {bytesText(limits.maxPreviewBytes)}.
        </p>
      </Section>
    </>
  );
}
