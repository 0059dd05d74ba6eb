import type { UnderstoodDocument } from "../../contracts/receipt";
import { GapList } from "../evidence/quality-panel";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { appliedText, bindingWord, documentState, formatText, identityWord, noteText } from "./prepare-document";

const MOST_SHOWN = 200;
const MOST_BINDINGS = 8;

/** What was understood of each document of a file; `would` speaks of what is only looked at, `pages` are digests to link to. */
export function Documents({ documents, pages, system, asOf = null, would = false }: { documents: UnderstoodDocument[]; pages: readonly string[]; system: string; asOf?: string | null; would?: boolean }) {
  return (
    <>
      <ol className="docs">
        {documents.slice(0, MOST_SHOWN).map((document) => (
          <li key={document.path}>
            <DocumentView document={document} pages={pages} system={system} asOf={asOf} would={would} />
          </li>
        ))}
      </ol>
      {documents.length > MOST_SHOWN && <p className="note">{documents.length - MOST_SHOWN} more are in the JSON.</p>}
    </>
  );
}

function DocumentView({ document, pages, system, asOf, would }: { document: UnderstoodDocument; pages: readonly string[]; system: string; asOf: string | null; would: boolean }) {
  const state = documentState(document, would);
  return (
    <article className="doc">
      <header>
        <h3>
          <Untrusted text={document.summary} limit={200} />
        </h3>
        <Status tone={state.tone}>{state.word}</Status>
      </header>
      <dl className="kv wide-kv">
        <Row name="It is">
          <Untrusted text={formatText(document)} limit={80} />
          {document.tool && <>, by <Untrusted text={document.tool} limit={80} /></>}
          {document.observedAt && <>, made <Instant at={document.observedAt} /></>}
          {document.path !== "" && <>; inside the file at <Untrusted text={document.path} limit={80} /></>}
          {document.signatures > 0 && <>; {document.signatures === 1 ? "a signature stands" : `${document.signatures} signatures stand`} around it</>}
        </Row>
        {document.problem && (
          <Row name="Problem">
            <Untrusted text={noteText(document.problem)} limit={600} /> <code className="muted">{document.problem.code}</code>
          </Row>
        )}
        <Row name={would ? "Would be about" : "About"}>
          <Bindings document={document} pages={pages} system={system} asOf={asOf} />
        </Row>
        <Row name={would ? "Would write" : "Written"}>{appliedText(document)}</Row>
        {document.sbom && document.sbom.gaps.length > 0 && (
          <Row name="It lacks">
            <GapList gaps={document.sbom.gaps} />
          </Row>
        )}
        <Notes name="Ignored" notes={document.ignored} />
        <Notes name="With reservation" notes={document.warnings} />
        {document.resolves.length > 0 && (
          <Row name="What would settle it">
            <ul>
              {document.resolves.map((text) => (
                <li key={text}>
                  <Untrusted text={text} limit={300} />
                </li>
              ))}
            </ul>
          </Row>
        )}
      </dl>
    </article>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="kv-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Bindings({ document, pages, system, asOf }: { document: UnderstoodDocument; pages: readonly string[]; system: string; asOf: string | null }) {
  if (document.bindings.length === 0) return <span className="muted">nothing yet: {document.state === "refused" ? "a refused document is about nothing" : "no binding has been derived"}</span>;
  return (
    <ul>
      {document.bindings.slice(0, MOST_BINDINGS).map((binding, index) => {
        const { tone, word } = bindingWord(binding.state);
        return (
          <li key={index}>
            <Status tone={tone}>{word}</Status>{" "}
            {binding.digest ? <DigestText sha256={binding.digest} {...(pages.includes(binding.digest) ? { href: paths.digest(system, binding.digest, { asOf }) } : {})} /> : "no digest"}
            <small className="block soft">
              <Untrusted text={binding.why} limit={300} />
            </small>
            {binding.because.slice(0, 3).map((one, place) => (
              <small className="block muted" key={place}>
                names {identityWord(one.kind)} <DigestText sha256={one.digest} /> at <Untrusted text={one.at || "its beginning"} limit={80} />: it <Untrusted text={one.relation} limit={120} />
              </small>
            ))}
          </li>
        );
      })}
      {document.bindings.length > MOST_BINDINGS && <li className="muted">and {document.bindings.length - MOST_BINDINGS} more digests</li>}
    </ul>
  );
}

function Notes({ name, notes }: { name: string; notes: UnderstoodDocument["ignored"] }) {
  if (notes.length === 0) return null;
  return (
    <Row name={name}>
      <ul>
        {notes.slice(0, 12).map((note, index) => (
          <li key={index}>
            <Untrusted text={noteText(note)} limit={300} /> <code className="muted">{note.code}</code>
          </li>
        ))}
        {notes.length > 12 && <li className="muted">and {notes.length - 12} kinds more</li>}
      </ul>
    </Row>
  );
}
