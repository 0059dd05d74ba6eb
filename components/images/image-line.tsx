import Link from "next/link";
import type { DigestRow } from "../../contracts/digest";
import type { ImagePage, ShellFrame } from "../../contracts/pages";
import { SeverityByBuild } from "../charts/severity-by-build";
import { platformText } from "../digest/digest-head";
import { ImageName } from "../ui/image-name";
import { ladderSentence, ladderTotal } from "../digest/prepare-ladder";
import { ClockTable } from "../sla/clock-table";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { ExpectedSection } from "./expected-section";
import { OpenCell } from "./line-table";
import { BASIS_WORDS, lineState, sealsText } from "./prepare-line";

/** How has this image moved? Current digest and owner, severity by build, digests over time, tags, clocks. */
export function ImageLine({ shell, asOf, page, mayExpect }: { shell: ShellFrame; asOf: string | null; page: ImagePage; mayExpect: boolean }) {
  const { image } = page;
  const system = shell.system.name;
  const sentence = ladderSentence(page.ladder);
  const list = `images/${encodeURIComponent(image.name)}/tables`;
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href={paths.images(system, { asOf })}>Images</Link>
        <span aria-hidden="true">/</span>
        <span>
          <Untrusted text={image.name} />
        </span>
      </nav>
      <div className="title">
        <h1>
          <ImageName image={image.name} />
        </h1>
      </div>
      <LineFacts shell={shell} page={page} asOf={asOf} />
      <section className="verdict" aria-label="Answer">
        <div>
          <p className="say">
            <b>{sentence.lead}</b>
            {sentence.rest}
          </p>
          <p className="basis">Counted over the clocks of this line. Clocks belong to the line: a rebuild with the same flaw restarts nothing.</p>
        </div>
      </section>
      <Section title="Severity by build">
        {page.builds.length > 0 ? (
          <SeverityByBuild builds={page.builds} current={image.current?.digest ?? null} system={system} asOf={asOf} image={image.name} />
        ) : (
          <p className="note">No build of this line is known.</p>
        )}
      </Section>
      <Section title="Digests over time">
        <p className="ans">
          <b>{plural(image.digestCount, "digest")}</b>, newest first.
        </p>
        <DigestTable rows={image.digests} system={system} asOf={asOf} image={image.name} now={shell.now} />
        <div className="tfoot">
          <span>{image.digests.length < image.digestCount ? `The newest ${image.digests.length} are shown.` : `${image.digests.length} of ${image.digestCount}`}</span>
          <span className="l">
            <a href={paths.api(system, `${list}.csv`, { table: "digests" })}>
              CSV<span className="vh">: digests over time</span>
            </a>
            <a href={paths.api(system, list, { table: "digests" })}>
              JSON<span className="vh">: digests over time</span>
            </a>
          </span>
        </div>
      </Section>
      <ExpectedSection system={system} expectation={page.expectation} mayChange={mayExpect} />
      <Section title="Tags">
        <Tags page={page} system={system} asOf={asOf} />
        {image.tags.length > 0 && <Taken system={system} list={list} query={{ table: "tags" }} of="tags" />}
      </Section>
      <Section title="Clocks of this line">
        {page.clocks.length > 0 ? (
          <>
            <ClockTable clocks={page.clocks} system={system} asOf={asOf} now={shell.now} caption="Clocks of this line" ofOneLine />
            <div className="tfoot">
              <span>
                {page.clocks.length} of {ladderTotal(page.ladder)} not closed
              </span>
              <span className="l">
                <Link href={paths.sla(system, { view: "table", image: image.name, asOf })}>All clocks of this line</Link>
                <a href={paths.api(system, "sla.csv", { image: image.name })}>CSV</a>
                <a href={paths.api(system, "sla", { image: image.name })}>JSON</a>
              </span>
            </div>
          </>
        ) : (
          <p className="note">No clock of this line is running.</p>
        )}
      </Section>
    </>
  );
}

function LineFacts({ shell, page, asOf }: { shell: ShellFrame; page: ImagePage; asOf: string | null }) {
  const { image } = page;
  const state = lineState(image.current);
  return (
    <dl className="facts four">
      <div>
        <dt>Current digest</dt>
        <dd>
          {image.current ? <DigestText sha256={image.current.digest} copy href={paths.digest(shell.system.name, image.current.digest, { image: image.name, asOf })} /> : "none"}
          <small>{BASIS_WORDS[image.currentBasis]}</small>
        </dd>
      </div>
      <div>
        <dt>Its state</dt>
        <dd>
          <Status tone={state.tone}>{state.word}</Status>
        </dd>
      </div>
      <div>
        <dt>Owner of the next rebuild</dt>
        <dd>
          {image.owner.team ? <Untrusted text={image.owner.team} limit={100} /> : "Nobody is named"}
          {image.owner.person && (
            <small>
              <Untrusted text={image.owner.person} limit={100} />
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>Exposure, criticality</dt>
        <dd>
          {image.exposure}
          <small>{image.criticality ?? "criticality not stated"}</small>
        </dd>
      </div>
    </dl>
  );
}

function DigestTable({ rows, system, asOf, image, now }: { rows: DigestRow[]; system: string; asOf: string | null; image: string; now: string }) {
  return (
    <table className="tbl rows cards digests">
      <caption className="vh">Digests of this line, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Digest</th>
          <th scope="col">First recorded</th>
          <th scope="col">State</th>
          <th scope="col">Open</th>
          <th scope="col">Shape</th>
          <th scope="col">Seals</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const state = lineState(row);
          const before = rows.slice(index + 1).find((older) => older.kind === row.kind && platformText(older.platform) === platformText(row.platform));
          return (
            <tr key={row.digest}>
              <th scope="row">
                <DigestText sha256={row.digest} copy href={paths.digest(system, row.digest, { image, asOf })} />
                <small>
                  {row.tags.length > 0 ? <Untrusted text={row.tags.join(", ")} limit={100} /> : "no tag"}, {row.kind === "index" ? "index" : platformText(row.platform)}
                </small>
              </th>
              <td data-l="Recorded">
                <Instant at={row.firstSeenAt} show="day" />
                <small>
                  <Instant at={row.firstSeenAt} show="ago" asOf={now} />
                </small>
                {before && (
                  <small>
                    <Link href={paths.compare(system, { a: before.digest, b: row.digest, image, asOf })} aria-label={`Compare ${row.digest.slice(7, 19)} with the one before`}>
                      what changed
                    </Link>
                  </small>
                )}
              </td>
              <td data-l="State">
                <Status tone={state.tone}>{state.word}</Status>
              </td>
              <td data-l="Open">
                <OpenCell open={row.open} />
              </td>
              <td data-l="Shape" className="soft">
                {row.shape ? <Untrusted text={row.shape.title} limit={80} /> : "not determined"}
                {row.shape?.debug && <span className="flag">DEBUG</span>}
              </td>
              <td data-l="Seals" className="soft">
                {sealsText(row.seals)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Tags({ page, system, asOf }: { page: ImagePage; system: string; asOf: string | null; }) {
  const { tags, name } = page.image;
  if (tags.length === 0) return <p className="note">No tag is recorded. Tags never identify evidence; they only say what a name meant, from when to when.</p>;
  return (
    <table className="tbl rows cards">
      <caption className="vh">What each tag named, from when to when</caption>
      <thead>
        <tr>
          <th scope="col">Tag</th>
          <th scope="col">Named</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
        </tr>
      </thead>
      <tbody>
        {tags.map((tag, index) => (
          <tr key={index}>
            <th scope="row" className="mono">
              <Untrusted text={tag.tag} limit={128} />
            </th>
            <td data-l="Named">
              <DigestText sha256={tag.digest} href={paths.digest(system, tag.digest, { image: name, asOf })} />
            </td>
            <td data-l="From">
              <Instant at={tag.from} />
            </td>
            <td data-l="To">{tag.to ? <Instant at={tag.to} /> : <b>still</b>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
