import Link from "next/link";
import type { ShellFrame } from "../../contracts/pages";
import type { Receipt, ReceiptDocument } from "../../contracts/receipt";
import { RefreshWhile } from "../frame/refresh-while";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { bytesText } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { appliedText, documentState, isWaiting, RECEIPT_STATES, receiptSentence } from "./prepare-receipt";

/** What became of one upload, document by document: applied, ignored, pending, in conflict, and why. */
export function ReceiptView({ shell, receipt }: { shell: ShellFrame; receipt: Receipt }) {
  const system = shell.system.name;
  const state = RECEIPT_STATES[receipt.state];
  const sentence = receiptSentence(receipt);
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href={paths.receipts(system)}>Receipts</Link>
        <span aria-hidden="true">/</span>
        <span className="mono">{receipt.id}</span>
      </nav>
      <h1 className="ans page-title">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </h1>
      <dl className="facts four">
        <div>
          <dt>State</dt>
          <dd>
            <span role="status">
              <Status tone={state.tone}>{state.word}</Status>
            </span>
            <small>{state.means}</small>
          </dd>
        </div>
        <div>
          <dt>Recorded</dt>
          <dd>
            <Instant at={receipt.recordedAt} />
            <small>{receipt.doneAt ? <>done <Instant at={receipt.doneAt} /></> : "not done yet"}</small>
          </dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>
            <Untrusted text={receipt.actor.name} limit={120} />
            <small>{receipt.actor.kind}</small>
          </dd>
        </div>
        <div>
          <dt>Attempts</dt>
          <dd>{receipt.attempts}</dd>
        </div>
      </dl>
      {receipt.problem && <ProblemBox problem={receipt.problem} />}
      {receipt.submissions.map((submission) => (
        <Section key={submission.id} title={submission.fileName.length > 60 ? "File" : submission.fileName} reference={bytesText(submission.sizeBytes)}>
          <p>
            <DigestText sha256={submission.sha256} copy href={paths.evidenceFile(system, submission.sha256)} />
            <span className="small soft">
              {" "}
              {submission.claimedImage ? <>handed in under <Untrusted text={submission.claimedImage} limit={160} /></> : "handed in without an image"}
              {submission.claimedDigest && <> and <DigestText sha256={submission.claimedDigest} href={paths.digest(system, submission.claimedDigest)} /></>}
            </span>
          </p>
          {submission.documents.length === 0 ? <p className="note">Not read yet.</p> : <Documents documents={submission.documents} system={system} />}
        </Section>
      ))}
      <RefreshWhile active={isWaiting(receipt.state)} />
    </>
  );
}

function Documents({ documents, system }: { documents: ReceiptDocument[]; system: string }) {
  return (
    <table className="tbl cards gap-top-s">
      <caption className="vh">What was read out of this file</caption>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Became</th>
          <th scope="col">Bound to</th>
          <th scope="col">Applied, ignored</th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} system={system} />
        ))}
      </tbody>
    </table>
  );
}

function DocumentRow({ document, system }: { document: ReceiptDocument; system: string }) {
  const state = documentState(document);
  return (
    <tr>
      <th scope="row" className="wrap-any">
        <Untrusted text={document.summary} limit={200} />
        <small>
          {document.path === "" ? "the file itself" : <>inside it: <Untrusted text={document.path} limit={80} /></>}
          {document.format && `, read as ${document.format}`}
        </small>
      </th>
      <td data-l="Became">
        <Status tone={state.tone}>{state.word}</Status>
        <small className="wrap-any">
          <Untrusted text={document.why} limit={300} />
        </small>
        {document.problem && (
          <small className="wrap-any">
            <Untrusted text={`${document.problem.detail}${document.problem.at ? ` at ${document.problem.at}` : ""}`} limit={300} />
          </small>
        )}
      </td>
      <td data-l="Bound to">
        {document.bindings.length === 0 && <span className="muted">nothing</span>}
        {document.bindings.slice(0, 4).map((binding, index) => (
          <span className="kv-line" key={index}>
            {binding.digest ? <DigestText sha256={binding.digest} href={paths.digest(system, binding.digest)} /> : "no digest"} <span className="muted">{binding.state}</span>
          </span>
        ))}
      </td>
      <td data-l="Applied">
        {appliedText(document)}
        {[...document.warnings, ...document.ignored].slice(0, 5).map((note, index) => (
          <small className="wrap-any" key={index}>
            <Untrusted text={`${note.detail}${note.at ? ` at ${note.at}` : ""}${note.count && note.count > 1 ? ` (${note.count} times)` : ""}`} limit={240} />
          </small>
        ))}
      </td>
    </tr>
  );
}

function ProblemBox({ problem }: { problem: NonNullable<Receipt["problem"]> }) {
  return (
    <div className="expect">
      <b>
        <Status tone="fail">
          <Untrusted text={problem.detail} limit={600} />
        </Status>
      </b>
      <dl>
        <dt>Code</dt>
        <dd>{problem.code}</dd>
        {problem.at && (
          <>
            <dt>Where</dt>
            <dd>
              <Untrusted text={problem.at} limit={300} />
            </dd>
          </>
        )}
        {problem.limit && (
          <>
            <dt>Limit</dt>
            <dd>
              {problem.limit.name}: {problem.limit.max}
              {problem.limit.got !== undefined && `, got ${problem.limit.got}`}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
