import Link from "next/link";
import type { Preview } from "../../contracts/receipt";
import { Documents } from "../receipts/documents";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { bytesText } from "../ui/prepare-time";
import { Section } from "../ui/section";

/** What would become of the files by what is held at this moment. Nothing of it is stored. */
export function PreviewView({ preview, system }: { preview: Preview; system: string }) {
  return (
    <div className="gap-top">
      <h2 className="ans">
        <b>{preview.says.lead}</b>
        {preview.says.rest}
      </h2>
      <p className="note">A look ahead, by what is held now: nothing is stored yet. Signatures are checked when the files are read for good.</p>
      {preview.files.map((file) => (
        <Section key={`${file.sha256} ${file.fileName}`} title={file.fileName.length > 60 ? "File" : file.fileName} reference={bytesText(file.sizeBytes)}>
          <p>
            <DigestText sha256={file.sha256} copy />
            {file.held && (
              <span className="small soft">
                {" "}
                Handed in before in the same words, <Instant at={file.held.recordedAt} />: <Link href={paths.receipt(system, file.held.receipt)}>its receipt</Link>. Nothing of it would change.
              </span>
            )}
          </p>
          <Documents documents={file.documents} pages={preview.pages} system={system} would />
        </Section>
      ))}
    </div>
  );
}
