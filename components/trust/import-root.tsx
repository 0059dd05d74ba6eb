"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { importRoot } from "../../client/trust";
import { ApiProblem } from "../../client/http";
import { Status } from "../ui/status";

/** Keeps a private trusted_root.json; rules mean it once a change names it. */
export function ImportRoot({ system }: { system: string }) {
  const router = useRouter();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState("");
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ ok: boolean; text: string } | null>(null);

  async function send(): Promise<void> {
    if (file === null) return;
    setBusy(true);
    try {
      const { sha256, held } = await importRoot(system, file, source.trim());
      setAnswer({ ok: true, text: `${held ? "It was held before" : "Held"}: sha256:${sha256}. Name it in a change, so that rules can mean it.` });
      router.refresh();
    } catch (error) {
      setAnswer({ ok: false, text: error instanceof ApiProblem && error.problem.pointer ? `${error.message} (at ${error.problem.pointer})` : (error as Error).message });
    } finally {
      setBusy(false);
    }
  }

  return (
    <details className="fold">
      <summary>Import a private root</summary>
      <div className="hand-in">
        <div className="claim">
          <div>
            <label htmlFor={`${id}-file`}>trusted_root.json</label>
            <input id={`${id}-file`} type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
          </div>
          <div>
            <label htmlFor={`${id}-source`}>Where it comes from</label>
            <input id={`${id}-source`} type="text" value={source} maxLength={500} autoComplete="off" onChange={(event) => setSource(event.target.value)} />
          </div>
        </div>
        <div className="hand-acts">
          <button className="btn" type="button" disabled={busy || file === null || source.trim() === ""} onClick={() => void send()}>
            Import
          </button>
          <span className="small soft">Importing trusts nobody: no rule means it before a change names it.</span>
        </div>
        {answer && (
          <p role="status" className="wrap-any">
            <Status tone={answer.ok ? "met" : "fail"}>{answer.text}</Status>
          </p>
        )}
      </div>
    </details>
  );
}
