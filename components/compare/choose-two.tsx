import Link from "next/link";
import type { CompareSuggestion } from "../../contracts/compare";
import { DigestText } from "../ui/digest-text";
import { ImageName } from "../ui/image-name";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { Section } from "../ui/section";
import { Untrusted } from "../ui/untrusted";

/** Choose two: by hand, or one of the pairs that follow each other in a line. */
export function ChooseTwo({ system, a, b, asOf, suggestions, why }: {
  system: string;
  a: string;
  b: string;
  asOf: string | undefined;
  suggestions: CompareSuggestion[];
  /** What was wrong with the two given. */
  why: string | null;
}) {
  return (
    <>
      <h1 className="ans page-title">
        <b>{why ?? "Choose two digests to compare."}</b> The first is the older one.
      </h1>
      <form className="choose-two" action={paths.compare(system)} method="get" aria-label="Two digests">
        <DigestField name="a" label="a, the older digest" value={a} />
        <DigestField name="b" label="b, the newer digest" value={b} />
        {asOf && <input type="hidden" name="asOf" value={asOf} />}
        <button className="btn primary" type="submit">
          Compare
        </button>
      </form>
      <Section title="Pairs that follow each other" reference={a || b ? "around the digest given" : "newest first"}>
        {suggestions.length === 0 ? (
          <p className="note">No image line has two digests of one platform yet.</p>
        ) : (
          <ul className="plain">
            {suggestions.map((pair) => (
              <li key={`${pair.image} ${pair.a} ${pair.b}`}>
                <Link href={paths.compare(system, { a: pair.a, b: pair.b, image: pair.image, asOf })}>
                  <ImageName image={pair.image} /> <Untrusted text={pair.aLabel} limit={60} /> → <Untrusted text={pair.bLabel} limit={60} />
                </Link>
                <small className="pair">
                  <DigestText sha256={pair.a} /> <DigestText sha256={pair.b} /> <span className="muted"><Instant at={pair.at} show="day" /></span>
                </small>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function DigestField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label>
      <span>{label}</span>
      <input className="mono" type="text" name={name} defaultValue={value} placeholder="sha256:… or the first twelve digits" maxLength={80} spellCheck={false} autoComplete="off" />
    </label>
  );
}
