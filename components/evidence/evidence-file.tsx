import Link from "next/link";
import type { EvidenceFile, ShellFrame } from "../../contracts/pages";
import type { FILE_TABLES } from "../../contracts/table";
import { Commands } from "../ui/command";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { bytesText, plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { verifyCommands } from "./prepare-verdicts";
import { QualityPanel } from "./quality-panel";
import { RegisterTable } from "./register-table";
import { ReportSection } from "./report-section";
import { VerdictSection } from "./verdict-section";

/** Rooms of what carries signatures. */
const SIGNED: ReadonlySet<string> = new Set(["dsse", "sigstore-bundle", "simple-signing"]);

/** One file of the evidence: its hash, what was read out of it, its first bytes as text, its raw bytes to take away. */
export function EvidenceFileView({ shell, asOf, file }: { shell: ShellFrame; asOf: string | null; file: EvidenceFile }) {
  const system = shell.system.name;
  const name = file.items[0]?.fileName ?? "evidence";
  const at = (table: (typeof FILE_TABLES)[number], document?: string) => ({ system, list: `evidence/${file.sha256}/tables`, query: { table, document } });
  const signed = file.items.find(({ format }) => format !== null && SIGNED.has(format));
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href={paths.evidence(system, { asOf })}>Evidence</Link>
        <span aria-hidden="true">/</span>
        <DigestText sha256={file.sha256} />
      </nav>
      <div className="title">
        <div>
          <h1>
            <Untrusted text={name} limit={200} />
          </h1>
          <DigestText sha256={file.sha256} full copy />
        </div>
        <div className="acts">
          <a className="btn primary" href={paths.raw(system, file.sha256)} download>
            Raw bytes
          </a>
        </div>
      </div>
      <p className="note">
        {bytesText(file.sizeBytes)}, recorded <Instant at={file.recordedAt} />. The hash is of exactly these bytes.
      </p>
      <VerdictSection verdicts={file.verdicts} signed={signed !== undefined} pages={file.pages} system={system} asOf={asOf} taken={file.verdicts.length > 0 ? at("verdicts") : null} />
      <Section title="What was read">
        <p className="ans">
          <b>{plural(file.items.length, "document")}</b> in this file.
        </p>
        <RegisterTable items={file.items} pages={file.pages} system={system} asOf={asOf} ofOneFile />
        {file.items.length > 0 && <Taken {...at("documents")} of="documents in this file" />}
      </Section>
      {file.items
        .filter((item) => file.reports[item.documentId])
        .slice(0, 20)
        .map((item) => (
          <Section key={item.documentId} title="What it states and lacks" reference={item.path === "" ? "the file itself" : `inside: ${item.path.slice(0, 60)}`}>
            <QualityPanel document={{ format: item.format ?? "", specVersion: item.version, tool: item.tool, observedAt: item.observedAt, report: file.reports[item.documentId] ?? { quality: null, gaps: [] } }} />
            <Taken {...at("quality", item.documentId)} of="what it states and lacks" />
          </Section>
        ))}
      {file.checks.map((report) => (
        <ReportSection key={report.documentId} report={report} taken={at("checks", report.documentId)} />
      ))}
      <Section title="Verify this yourself">
        <Commands commands={verifyCommands({ fileName: name, fileSha256: file.sha256, path: "", format: signed?.format ?? null }, file.verdicts)} />
      </Section>
      <Section title="Its bytes as text">
        {file.excerpt ? (
          <>
            <pre className="pre excerpt" tabIndex={0} aria-label="First bytes of the file">
              {file.excerpt.text.split("\n").slice(0, 400).map((line, index) => (
                <span key={index}>
                  <Untrusted text={line} limit={1_000} />
                  {"\n"}
                </span>
              ))}
            </pre>
            <p className="note">{file.excerpt.truncated ? "Only the beginning is shown." : "Control and direction characters are shown by number."} The raw bytes hold everything.</p>
          </>
        ) : (
          <p className="note">These bytes are not text. Take the raw bytes to look at them.</p>
        )}
      </Section>
    </>
  );
}
