"use client";

import { useId, useState } from "react";
import { testTrust } from "../../client/trust";
import { ApiProblem } from "../../client/http";
import type { TrustSettingsShape, TrustVerdict } from "../../contracts/trust";
import { Status } from "../ui/status";
import { readAnnotations } from "./read-annotations";
import { VerdictShown } from "./verdict-shown";

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Would this document be verified? By the settings in force, or by those of an open change. Nothing is stored. */
export function TestBox({ system, proposals }: { system: string; proposals: { id: string; label: string; settings: TrustSettingsShape }[] }) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [digest, setDigest] = useState("");
  const [image, setImage] = useState("");
  const [annotations, setAnnotations] = useState("");
  const [by, setBy] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [verdict, setVerdict] = useState<TrustVerdict | null>(null);
  const beside = readAnnotations(annotations);
  const ready = file !== null && DIGEST.test(digest) && beside.ok && !busy;

  async function run(): Promise<void> {
    if (file === null || !beside.ok) return;
    setBusy(true);
    setFailed(null);
    setVerdict(null);
    try {
      setVerdict(await testTrust(system, { file, digest, image: image.trim(), annotations: beside.value, settings: proposals.find((one) => one.id === by)?.settings ?? null }));
    } catch (error) {
      setFailed(error instanceof ApiProblem && error.problem.pointer ? `${error.message} (at ${error.problem.pointer})` : (error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="hand-in">
      <div className="claim">
        <div>
          <label htmlFor={`${id}-file`}>Signed document</label>
          <input id={`${id}-file`} type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
          <p className="small soft">A Sigstore bundle, a DSSE envelope, or the payload of a cosign signature.</p>
        </div>
        <div>
          <label htmlFor={`${id}-digest`}>Under the digest</label>
          <input id={`${id}-digest`} type="text" className="mono" value={digest} placeholder="sha256:…" autoComplete="off" spellCheck={false} aria-invalid={digest !== "" && !DIGEST.test(digest) ? true : undefined} onChange={(event) => setDigest(event.target.value.trim())} />
          <p className="small soft">{digest !== "" && !DIGEST.test(digest) ? <Status tone="fail">A digest is sha256: and 64 hex digits, lower case.</Status> : "The image it is shown with."}</p>
        </div>
        <div>
          <label htmlFor={`${id}-image`}>Image</label>
          <input id={`${id}-image`} type="text" value={image} placeholder="registry.example/team/app" autoComplete="off" spellCheck={false} onChange={(event) => setImage(event.target.value)} />
          <p className="small soft">Its name, for rules that cover some images only.</p>
        </div>
        <div className="wide">
          <label htmlFor={`${id}-beside`}>Annotations of the registry layer, or the manifest that lists it</label>
          <textarea id={`${id}-beside`} className="mono" rows={3} value={annotations} spellCheck={false} onChange={(event) => setAnnotations(event.target.value)} />
          <p className="small soft">{beside.ok ? "For a cosign payload: its signature stands there. Empty: what held manifests say." : <Status tone="fail">{beside.why}</Status>}</p>
        </div>
        {proposals.length > 0 && (
          <div>
            <label htmlFor={`${id}-by`}>Judge by</label>
            <select id={`${id}-by`} value={by} onChange={(event) => setBy(event.target.value)}>
              <option value="">the settings in force</option>
              {proposals.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      <div className="hand-acts">
        <button className="btn primary" type="button" disabled={!ready} onClick={() => void run()}>
          Test it
        </button>
        <span className="small soft">{busy ? "Being judged." : "Nothing is stored."}</span>
      </div>
      {failed && (
        <div className="expect" role="alert">
          <Status tone="fail">{failed}</Status>
        </div>
      )}
      {verdict && <VerdictShown verdict={verdict} />}
    </div>
  );
}
