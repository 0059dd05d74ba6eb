import type { EvidenceItem } from "../../contracts/evidence";
import { Chip } from "../ui/chip";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { bytesText } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { bindingView, verificationView } from "./prepare-evidence";
import { shortHashes } from "./prepare-history";
import type { Place } from "./place";

/** Evidence, a row each: what it is, whose word it is, when, how it is bound, how far it is verified. */
export function EvidenceTable({ items, place, full = false }: { items: EvidenceItem[]; place: Pick<Place, "system" | "digest">; full?: boolean }) {
  return (
    <table className="tbl cards rows evidence">
      <caption className="vh">Evidence on file</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">What it is</th>
          <th scope="col">From, recorded</th>
          <th scope="col">Binding</th>
          <th scope="col">Verification</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <EvidenceRow key={item.documentId} item={item} place={place} full={full} />
        ))}
      </tbody>
    </table>
  );
}

function EvidenceRow({ item, place, full }: { item: EvidenceItem; place: Pick<Place, "system" | "digest">; full: boolean }) {
  const binding = bindingView(item, place.digest);
  const verification = verificationView(item);
  return (
    <tr id={`doc-${item.documentId}`}>
      <td>
        <span className="chips">
          <Chip evidence={item} system={place.system} digest={place.digest} />
        </span>
        <small>
          {item.id && `${item.id}, `}
          {item.path === "" ? bytesText(item.sizeBytes) : <>inside it: <Untrusted text={item.path} limit={120} /></>}
        </small>
        {full && <DigestText sha256={item.fileSha256} full />}
      </td>
      <td data-l="What" className="wrap-any">
        <Untrusted text={shortHashes(item.title)} limit={200} />
        <small>
          {item.kind.replaceAll("_", " ")}
          {item.format && <>, read as <Untrusted text={item.format} /></>}
          {item.version && <> <Untrusted text={item.version} /></>}
        </small>
      </td>
      <td data-l="From" className="wrap-any">
        <Untrusted text={item.submittedBy.name} limit={80} />
        <small>
          <Instant at={item.recordedAt} />
        </small>
        <small>{item.observedAt ? <>its own time <Instant at={item.observedAt} /></> : "states no time of its own"}</small>
      </td>
      <td data-l="Binding">
        <Status tone={binding.tone}>{binding.word}</Status>
        <small className="wrap-any">
          <Untrusted text={binding.why} limit={300} />
        </small>
      </td>
      <td data-l="Verified">
        <Status tone={verification.tone}>{verification.word}</Status>
        {item.verification.signer && (
          <small className="wrap-any">
            <Untrusted text={shortHashes(item.verification.signer)} limit={200} />
          </small>
        )}
      </td>
    </tr>
  );
}
