import Link from "next/link";
import type { ShellFrame } from "../../contracts/pages";
import type { Receipt } from "../../contracts/receipt";
import { RefreshWhile } from "../frame/refresh-while";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { bytesText } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { Documents } from "./documents";
import { isWaiting, RECEIPT_STATES } from "./prepare-receipt";

/** What became of one upload, document by document: applied, ignored, pending, in conflict, and why. */
export function ReceiptView({ shell, asOf, receipt }: { shell: ShellFrame; asOf: string | null; receipt: Receipt }) {
  const system = shell.system.name;
  const state = RECEIPT_STATES[receipt.state];
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href={paths.receipts(system, { asOf })}>Receipts</Link>
        <span aria-hidden="true">/</span>
        <span className="mono">{receipt.id}</span>
      </nav>
      <h1 className="ans page-title">
        <b>{receipt.says.lead}</b>
        {receipt.says.rest}
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
          <dd>
            {receipt.attempts}
            <small>
              <a href={`/api/v1/receipts/${receipt.id}`}>Receipt as JSON</a>
            </small>
          </dd>
        </div>
      </dl>
      {receipt.problem && <ProblemBox problem={receipt.problem} />}
      <ReceiptFiles receipt={receipt} system={system} asOf={asOf} />
      <RefreshWhile active={isWaiting(receipt.state)} />
    </>
  );
}

/** The files of a receipt with what was understood of each document in them. */
export function ReceiptFiles({ receipt, system, asOf }: { receipt: Receipt; system: string; asOf: string | null; }) {
  return receipt.submissions.map((submission) => (
    <Section key={submission.id} title={submission.fileName.length > 60 ? "File" : submission.fileName} reference={bytesText(submission.sizeBytes)}>
      <p>
        <DigestText sha256={submission.sha256} copy href={paths.evidenceFile(system, submission.sha256, { asOf })} />
        <span className="small soft">
          {" "}
          {submission.claimedImage ? <>handed in under <Untrusted text={submission.claimedImage} limit={160} /></> : "handed in without an image"}
          {submission.claimedDigest && (
            <>
              {" "}
              and <DigestText sha256={submission.claimedDigest} {...(receipt.pages.includes(submission.claimedDigest) ? { href: paths.digest(system, submission.claimedDigest, { asOf }) } : {})} />
            </>
          )}
          {submission.claimedTag && <>, tag <Untrusted text={submission.claimedTag} limit={128} /></>}
        </span>
      </p>
      {submission.documents.length === 0 ? <p className="note">Not read yet.</p> : <Documents documents={submission.documents} pages={receipt.pages} system={system} asOf={asOf} />}
    </Section>
  ));
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
