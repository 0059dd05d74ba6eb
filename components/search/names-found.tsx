import Link from "next/link";
import type { SearchAnswer } from "../../contracts/search";
import { lineState } from "../images/prepare-line";
import { DigestText } from "../ui/digest-text";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

/** What is called like that: image lines, digests, packages. */
export function NamesFound({ system, answer, asOf }: { system: string; answer: SearchAnswer; asOf: string | undefined }) {
  const asked = new Set(answer.versions.map(({ key }) => key));
  const packages = answer.packages.filter(({ key }) => !asked.has(key));
  return (
    <>
      {answer.images.length > 0 && (
        <Section title="Image lines">
          <ul className="plain">
            {answer.images.map((image) => (
              <li key={image.name}>
                <Link href={paths.image(system, image.name, { asOf })}>
                  <Untrusted text={image.name} />
                </Link>{" "}
                <span className="muted">{plural(image.digestCount, "digest")}</span>
                {image.digest && (
                  <>
                    {" "}
                    <Untrusted text={image.tag} /> names <DigestText sha256={image.digest} href={paths.digest(system, image.digest, { image: image.name, asOf })} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {answer.digests.length > 0 && (
        <Section title="Digests">
          <ul className="plain">
            {answer.digests.map((row) => (
              <li key={row.digest}>
                <DigestText sha256={row.digest} href={paths.digest(system, row.digest, { asOf })} copy /> <Status tone={lineState(row).tone}>{lineState(row).word}</Status>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {packages.length > 0 && (
        <Section title={answer.counts ? "Other packages of a like name" : "Packages"}>
          <ul className="plain">
            {packages.map((item) => (
              <li key={item.key}>
                <Link className="mono" href={paths.search(system, { q: item.purl, asOf })}>
                  <Untrusted text={item.name} limit={200} />
                </Link>{" "}
                <span className="muted">
                  {item.type}, {plural(item.versions, "version")}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
