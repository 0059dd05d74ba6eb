import Link from "next/link";
import type { EvidenceItem } from "../../contracts/evidence";
import { bindingView, aboutOnly, verificationView } from "../digest/prepare-evidence";
import { shortHashes } from "../digest/prepare-history";
import { Chip } from "../ui/chip";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { bytesText } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

/** Rows of the register: file, what it is, which digest, whose word, how bound, how verified. `ofOneFile` leaves the file out. */
export function RegisterTable({ items, pages, system, asOf, ofOneFile = false }: { items: EvidenceItem[]; pages: string[]; system: string; asOf: string | null; ofOneFile?: boolean }) {
  return (
    <table className={ofOneFile ? "tbl rows cards" : "tbl rows cards register"}>
      <caption className="vh">{ofOneFile ? "Documents in this file" : "Evidence, newest first"}</caption>
      <thead>
        <tr>
          {!ofOneFile && <th scope="col">File</th>}
          <th scope="col">What it is</th>
          <th scope="col">Digest</th>
          <th scope="col">From, recorded</th>
          <th scope="col">Binding</th>
          <th scope="col">Verification</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <RegisterRow key={item.documentId} item={item} pages={pages} system={system} asOf={asOf} ofOneFile={ofOneFile} />
        ))}
      </tbody>
    </table>
  );
}

function RegisterRow({ item, pages, system, asOf, ofOneFile }: { item: EvidenceItem; pages: string[]; system: string; asOf: string | null; ofOneFile: boolean }) {
  const binding = bindingView(item, null);
  const verification = verificationView(item);
  const about = aboutOnly(item);
  const digests = [...new Set(item.bindings.flatMap((one) => one.digest ?? []))];
  return (
    <tr>
      {!ofOneFile && (
        <td>
          <span className="chips">
            <Chip evidence={item} system={system} />
          </span>
          <small>
            <Link href={paths.evidenceFile(system, item.fileSha256, { asOf })}>Read it here</Link>, {bytesText(item.sizeBytes)}
            {item.path !== "" && <>, inside: <Untrusted text={item.path} limit={80} /></>}
          </small>
        </td>
      )}
      <td data-l="What" className="wrap-any">
        <Untrusted text={shortHashes(item.title)} limit={160} />
        <small>
          {item.kind.replaceAll("_", " ")}
          {item.state !== "read" && `, ${item.state}`}
          {item.problem && <>: <Untrusted text={item.problem.detail} limit={200} /></>}
          {ofOneFile && (item.path === "" ? ", the file itself" : <>, inside: <Untrusted text={item.path} limit={80} /></>)}
        </small>
      </td>
      <td data-l="Digest">
        {digests.length === 0 && <span className="muted">none</span>}
        {digests.slice(0, 3).map((digest) => (
          <DigestText key={digest} sha256={digest} href={pages.includes(digest) ? paths.digest(system, digest, { asOf }) : undefined} />
        ))}
        {digests.length > 3 && <small>and {digests.length - 3} more</small>}
      </td>
      <td data-l="From">
        <Untrusted text={item.submittedBy.name} limit={80} />
        <small>
          <Instant at={item.recordedAt} />
        </small>
        <small>
          <Link href={paths.receipt(system, item.receipt, { asOf })}>Receipt</Link>
        </small>
      </td>
      <td data-l="Binding">
        <Status tone={binding.tone}>{binding.word}</Status>
      </td>
      <td data-l="Verified">
        <Status tone={verification.tone}>{verification.word}</Status>
        {about !== null && <small>{about}</small>}
      </td>
    </tr>
  );
}
