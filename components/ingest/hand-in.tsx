"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { handIn, lookAhead, type Claim } from "../../client/evidence";
import { ApiProblem } from "../../client/http";
import type { Preview, Receipt } from "../../contracts/receipt";
import { Status } from "../ui/status";
import { bytesText, plural } from "../ui/prepare-time";
import { ClaimFields } from "./claim-fields";
import { FileList } from "./file-list";
import { Drop } from "./drop";
import { PreviewView } from "./preview-view";
import { choiceProblem, claimProblems, problemText, progressSays, totalBytes, withoutRepeats, type Limits } from "./prepare-hand-in";

const loadReceipt = () => import("./sent-receipt");
const SentReceipt = lazy(loadReceipt);

type Work = { what: "preview" | "store"; done: number[] };

const NOTHING: Claim = { image: "", digest: "", tag: "" };

/** Choose, look, hand in, follow the receipt. The files stay chosen whatever fails, so that trying again is one press. */
export function HandIn({ system, limits }: { system: string; limits: Limits }) {
  const [files, setFiles] = useState<File[]>([]);
  const [claim, setClaim] = useState<Claim>(NOTHING);
  const [work, setWork] = useState<Work | null>(null);
  const [failed, setFailed] = useState<{ what: Work["what"]; text: string } | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [sent, setSent] = useState<Receipt | null>(null);
  const stop = useRef<AbortController | null>(null);

  function choose(next: File[]): void {
    setFiles(next);
    setPreview(null);
    setFailed(null);
  }

  async function run(what: Work["what"]): Promise<void> {
    stop.current = new AbortController();
    setFailed(null);
    setWork({ what, done: files.map(() => 0) });
    const sending = { system, files, claim, signal: stop.current.signal, onProgress: (done: number[]) => setWork({ what, done }) };
    try {
      if (what === "preview") return setPreview(await lookAhead(sending));
      // While the files are on their way; what is missing then is fetched again when it is drawn.
      void loadReceipt().catch(() => undefined);
      setSent(await handIn(sending));
    } catch (error) {
      setFailed({ what, text: error instanceof ApiProblem ? problemText(error.problem) : (error as Error).message });
    } finally {
      setWork(null);
    }
  }

  if (sent) {
    return (
      <Suspense fallback={<p role="status">Received. The receipt is {sent.id}.</p>}>
        <SentReceipt
          first={sent}
          system={system}
          again={() => {
            setSent(null);
            choose([]);
          }}
        />
      </Suspense>
    );
  }
  const problem = choiceProblem(files, limits);
  const wrong = claimProblems(claim);
  const ready = files.length > 0 && problem === null && Object.keys(wrong).length === 0 && work === null;
  const total = totalBytes(files);
  const previewable = total <= limits.maxPreviewBytes;
  return (
    <section className="hand-in" aria-label="Hand in files">
      <Drop disabled={work !== null} onFiles={(added) => choose(withoutRepeats(files, added))} />
      {files.length > 0 && <FileList files={files} done={work?.done ?? null} onRemove={(index) => choose(files.filter((_, place) => place !== index))} />}
      {problem && (
        <p role="alert">
          <Status tone="fail">{problem}</Status>
        </p>
      )}
      <ClaimFields
        claim={claim}
        wrong={wrong}
        disabled={work !== null}
        onChange={(next) => {
          setClaim(next);
          setPreview(null);
          setFailed(null);
        }}
      />
      <div className="hand-acts">
        <button className={preview ? "btn" : "btn primary"} type="button" disabled={!ready || !previewable} onClick={() => void run("preview")}>
          Preview
        </button>
        <button className={preview ? "btn primary" : "btn"} type="button" disabled={!ready} onClick={() => void run("store")}>
          {failed?.what === "store" ? "Try again" : "Hand in"}
        </button>
        {work && (
          <button className="btn quiet" type="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        )}
        <span className="small soft">
          {files.length === 0 ? "Nothing is chosen yet." : `${plural(files.length, "file")}, ${bytesText(total)}, one bundle: all or nothing.`}
          {!previewable && ` Too large to preview (${bytesText(limits.maxPreviewBytes)}); it can be handed in.`}
        </span>
      </div>
      <p role="status" className={work ? "small soft" : "vh"}>
        {work ? progressSays(work.done, files, work.what === "preview" ? "Looking at" : "Sending") : preview ? `${preview.says.lead}${preview.says.rest}` : ""}
      </p>
      {failed && (
        <div className="expect" role="alert">
          <Status tone="fail">{failed.text}</Status>
        </div>
      )}
      {preview && <PreviewView preview={preview} system={system} />}
    </section>
  );
}
