import Link from "next/link";
import type { SearchPage, ShellFrame } from "../../contracts/pages";
import { lineState } from "../images/prepare-line";
import { DigestText } from "../ui/digest-text";
import { FilterBox } from "../ui/filters";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

/** Where is this vulnerability, package, image or digest? Nothing found says what was looked through. */
export function Search({ shell, page }: { shell: ShellFrame; page: SearchPage }) {
  const system = shell.system.name;
  const found = page.digests.length + page.images.length + page.vulnerabilities.length + page.packages.length;
  return (
    <>
      <h1 className="ans page-title">
        {page.q === "" ? (
          <b>Where is it?</b>
        ) : found === 0 ? (
          <>
            <b>Nothing found</b> for “<Untrusted text={page.q} limit={120} />”.
          </>
        ) : (
          <>
            <b>{plural(found, "match", "matches")}</b> for “<Untrusted text={page.q} limit={120} />”.
          </>
        )}
      </h1>
      <div className="filters">
        <FilterBox action={paths.search(system)} name="q" value={page.q} label="Search this system" placeholder="CVE, package, image or digest" keep={{}} />
      </div>
      <p className="small soft">{page.searched}</p>
      {page.images.length > 0 && (
        <Section title="Image lines">
          <ul className="plain">
            {page.images.map((image) => (
              <li key={image.name}>
                <Link href={paths.image(system, image.name)}>
                  <Untrusted text={image.name} />
                </Link>{" "}
                <span className="muted">{plural(image.digestCount, "digest")}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {page.digests.length > 0 && (
        <Section title="Digests">
          <ul className="plain">
            {page.digests.map((row) => (
              <li key={row.digest}>
                <DigestText sha256={row.digest} href={paths.digest(system, row.digest)} /> <Status tone={lineState(row).tone}>{lineState(row).word}</Status>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {page.vulnerabilities.map((item) => (
        <Section key={item.vulnerability} title={item.vulnerability} reference={plural(item.digests.length, "digest")}>
          <ul className="plain">
            {item.digests.map((row, index) => (
              <li key={index}>
                <DigestText sha256={row.digest} href={paths.digest(system, row.digest, { tab: "vulnerabilities", image: row.image, q: item.vulnerability })} />{" "}
                <Untrusted text={`${row.image}, ${row.package} ${row.version ?? ""}`} limit={200} /> <span className="muted">{row.severity}, {row.status.replaceAll("_", " ")}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {page.packages.length > 0 && (
        <Section title="Packages">
          <ul className="plain">
            {page.packages.map((item, index) => (
              <li key={index}>
                <span className="mono">
                  <Untrusted text={`${item.name} ${item.version ?? ""}`} limit={200} />
                </span>{" "}
                <span className="muted">
                  {item.type}, in {plural(item.digests, "digest")}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
