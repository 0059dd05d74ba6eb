import { Icon } from "../ui/icon";
import { plural } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { checksByFile, type CheckView, type FileChecks } from "./prepare-lineage";

/** What was checked of each signed file: how it came out, and every step behind a press. Failures stand open. */
export function Checks({ checks }: { checks: CheckView[] }) {
  if (checks.length === 0) return <p className="note">No signature was checked: nothing here may be read as verified.</p>;
  return (
    <div className="checked">
      {checksByFile(checks).map((file) => (
        <CheckedFile key={file.sha256} file={file} />
      ))}
    </div>
  );
}

function CheckedFile({ file }: { file: FileChecks }) {
  return (
    <>
      <details className="fold">
        <summary>
          <Status tone={file.failed.length > 0 ? "fail" : file.unreached.length > 0 ? "needs" : "met"}>
            <Untrusted text={file.name} limit={120} />: {outcome(file)}
          </Status>
        </summary>
        <ul className="checks">
          {[...file.held, ...file.unreached].map((check, index) => (
            <li key={index}>
              <Icon name={check.ok ? "ok" : "half"} />
              <span>
                <Untrusted text={check.name} />
                {check.ok === null && <span className="muted"> (not reached)</span>}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {file.failed.map((check, index) => (
        <div className="expect" key={index}>
          <b>
            <Status tone="fail">
              <Untrusted text={check.name} /> failed
            </Status>
          </b>
          <dl>
            <dt>Expected</dt>
            <dd>
              <Untrusted text={check.expected} />
            </dd>
            <dt>Got</dt>
            <dd>
              <Untrusted text={check.got} />
            </dd>
          </dl>
        </div>
      ))}
    </>
  );
}

function outcome({ held, unreached, failed }: FileChecks): string {
  const all = held.length + unreached.length + failed.length;
  if (failed.length > 0) return `${failed.length} of ${plural(all, "check")} failed`;
  return unreached.length > 0 ? `${held.length} of ${plural(all, "check")} held, the rest was not reached` : `all ${plural(all, "check")} held`;
}
