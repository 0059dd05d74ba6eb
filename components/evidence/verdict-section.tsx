import Link from "next/link";
import type { EvidenceVerdict, EvidenceVerdicts } from "../../contracts/pages";
import { Steps } from "../trust/steps";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Taken, type TakenAt } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { byLoudness, stateView, verdictsSentence, verdictView } from "./prepare-verdicts";

const MOST = 50;

/** How its signatures were judged, per digest and line: what does not hold first, and what was said before. */
export function VerdictSection({ verdicts, signed, pages, system, asOf, taken }: {
  verdicts: EvidenceVerdicts[];
  signed: boolean;
  pages: string[];
  system: string;
  asOf: string | null;
  /** Null where there is no verdict to take away. */
  taken: TakenAt | null;
}) {
  const { lead, rest } = verdictsSentence(verdicts, signed);
  const doubtful = verdicts.some(({ current }) => current.state !== "verified") || (signed && verdicts.length === 0);
  return (
    <Section title="Verdicts" id="verdicts">
      <p className="ans">
        <b>{lead}</b>
        {rest}
      </p>
      {doubtful && (
        <p className="note">
          <Link href={paths.trust(system, "signers")}>How to trust a signer</Link>, or <Link href={paths.trust(system, "test")}>test a document</Link> against the settings.
        </p>
      )}
      {byLoudness(verdicts).slice(0, MOST).map((one) => (
        <VerdictRow key={`${one.documentId} ${one.digest} ${one.image ?? ""}`} one={one} linked={pages.includes(one.digest)} system={system} asOf={asOf} />
      ))}
      {verdicts.length > MOST && <p className="note">{verdicts.length - MOST} more are in the CSV.</p>}
      {taken && <Taken {...taken} of="verdicts, earlier ones among them" />}
    </Section>
  );
}

function VerdictRow({ one, linked, system, asOf }: { one: EvidenceVerdicts; linked: boolean; system: string; asOf: string | null }) {
  const view = verdictView(one);
  const { current, earlier } = one;
  return (
    <article className={`verdict-row doc ${view.loud}`}>
      <header>
        <h3>
          <Status tone={view.tone}>{view.word}</Status>
        </h3>
        <DigestText sha256={one.digest} href={linked ? paths.digest(system, one.digest, { asOf }) : undefined} />
      </header>
      {one.conflict !== null && (
        <p className="wrap-any">
          It was handed in under this digest and is about another: <Untrusted text={one.conflict} limit={500} />
        </p>
      )}
      <dl className="kv">
        <dt>Image</dt>
        <dd>{one.image === null ? <span className="muted">in no line</span> : <Untrusted text={one.image} limit={300} />}</dd>
        {one.path !== "" && (
          <>
            <dt>Document</dt>
            <dd>
              inside: <Untrusted text={one.path} limit={200} />
            </dd>
          </>
        )}
        <Basis verdict={current} />
      </dl>
      <details className="fold" open={view.loud !== ""}>
        <summary>Every step ({current.steps.length})</summary>
        <Steps steps={current.steps} label={`Steps under ${one.digest.slice(0, 19)}`} />
      </details>
      {earlier.length > 0 && <Earlier verdicts={earlier} />}
    </article>
  );
}

function Basis({ verdict }: { verdict: EvidenceVerdict }) {
  return (
    <>
      {verdict.signer !== null && (
        <>
          <dt>Signer</dt>
          <dd className="mono">
            <Untrusted text={verdict.signer} limit={500} />
            {verdict.issuer !== null && (
              <span className="block">
                by <Untrusted text={verdict.issuer} limit={500} />
              </span>
            )}
          </dd>
        </>
      )}
      <dt>Rule</dt>
      <dd>{verdict.rule ?? <span className="muted">none is about its signer</span>}</dd>
      <dt>Settings</dt>
      <dd>{verdict.policy ?? <span className="muted">none</span>}</dd>
      <dt>Trust root</dt>
      <dd>{verdict.root ?? <span className="muted">none was asked</span>}</dd>
      {verdict.signedAt.length > 0 && (
        <>
          <dt>Signed at</dt>
          <dd>
            {verdict.signedAt.map((at) => (
              <span className="block" key={at}>
                <Instant at={at} />
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>Judged</dt>
      <dd>
        <Instant at={verdict.at} />
      </dd>
    </>
  );
}

function Earlier({ verdicts }: { verdicts: EvidenceVerdict[] }) {
  return (
    <details className="fold">
      <summary>Earlier verdicts ({verdicts.length})</summary>
      <ul className="gaps">
        {verdicts.map((verdict) => (
          <li key={verdict.generation}>
            <Status tone={stateView(verdict.state).tone}>{stateView(verdict.state).word}</Status>
            <span className="block soft wrap-any">
              <Instant at={verdict.at} />, by {verdict.policy ?? "no settings"}, {verdict.rule === null ? "no rule" : `rule ${verdict.rule}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
