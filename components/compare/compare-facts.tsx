import Link from "next/link";
import type { CompareHead, CompareSide } from "../../contracts/compare";
import { platformText } from "../digest/digest-head";
import { DigestText } from "../ui/digest-text";
import { ImageName } from "../ui/image-name";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { Untrusted } from "../ui/untrusted";
import { compareQueryOf, sbomText, scanText, type CompareChoice } from "./prepare-compare";

/** The two sides beside each other: what they are and what the comparison rests on. */
export function CompareFacts({ system, head, choice }: { system: string; head: CompareHead; choice: CompareChoice }) {
  return (
    <>
      {!head.sameLine && <p className="note">These are digests of different image lines: that they differ says nothing about a rebuild.</p>}
      <div className="sides">
        <Side system={system} name="a" side={head.a} choice={choice} />
        <Side system={system} name="b" side={head.b} choice={choice} />
      </div>
      {head.platform && (
        <p className="small soft">
          Of an index one platform is compared: {head.platform}.{" "}
          <Link href={paths.compare(system, { ...compareQueryOf(choice), platform: null })}>Choose again</Link>
        </p>
      )}
    </>
  );
}

function Side({ system, name, side, choice }: { system: string; name: "a" | "b"; side: CompareSide; choice: CompareChoice }) {
  return (
    <section className="side" aria-label={`Side ${name}`}>
      <h2>
        <span className="side-name">{name}</span> <ImageName image={side.image} />
        {side.tags[0] && (
          <span className="tag">
            {" "}
            <Untrusted text={side.tags[0]} limit={60} />
          </span>
        )}
      </h2>
      <DigestText sha256={side.digest} href={paths.digest(system, side.digest, { image: side.image, asOf: choice.asOf })} copy />
      <dl className="kv">
        {side.asked !== side.digest && (
          <>
            <dt>Index</dt>
            <dd>
              <DigestText sha256={side.asked} href={paths.digest(system, side.asked, { image: side.image, asOf: choice.asOf })} />
            </dd>
          </>
        )}
        <dt>Platform</dt>
        <dd>{platformText(side.platform as Parameters<typeof platformText>[0])}</dd>
        <dt>First recorded</dt>
        <dd>
          <Instant at={side.firstSeenAt} show="day" />
        </dd>
        <dt>Scans</dt>
        <dd>
          {side.scans.length === 0 ? "no complete scan" : side.scans.map((scan) => (
            <span className="kv-line" key={scan.scanner}>
              <Untrusted text={scanText(scan)} limit={200} />
            </span>
          ))}
        </dd>
        <dt>SBOM</dt>
        <dd>
          <Untrusted text={sbomText(side.sbom)} limit={200} />
        </dd>
        {!side.evaluated && (
          <>
            <dt>Findings</dt>
            <dd>not evaluated yet</dd>
          </>
        )}
      </dl>
    </section>
  );
}
