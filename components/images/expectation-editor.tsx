"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { lookAtExpectation, setExpectation } from "../../client/expectation";
import { ApiProblem } from "../../client/http";
import type { ExpectationAhead, ExpectationDetail, ExpectationShape } from "../../contracts/expectation";
import { plural } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { ExpectationFields } from "./expectation-fields";
import { ExpectationLook } from "./expectation-look";
import { NOTHING_EXPECTED, sameExpectation, trimmed } from "./prepare-expectation";

type Work = "look" | "fill" | "save";
type Problems = ExpectationAhead["problems"];

/** Write what builds must come from, see what the current digest would be by it, and record it as a new version. */
export function ExpectationEditor({ system, expectation }: { system: string; expectation: ExpectationDetail }) {
  const router = useRouter();
  const { image, version } = expectation;
  const [draft, setDraft] = useState<ExpectationShape>(expectation.expected);
  const [ahead, setAhead] = useState<ExpectationAhead["ahead"] | "none">(null);
  const [problems, setProblems] = useState<Problems>([]);
  const [work, setWork] = useState<Work | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const nothing = sameExpectation(expectation.expected, NOTHING_EXPECTED);
  const [open, setOpen] = useState(nothing);
  const proposal = trimmed(draft);
  const changed = !sameExpectation(proposal, expectation.expected);

  function change(next: ExpectationShape): void {
    setDraft(next);
    setAhead(null);
    setProblems([]);
    setFailed(null);
    setSaid("");
  }

  async function look(): Promise<void> {
    const answer = await lookAtExpectation(system, image, proposal);
    setProblems(answer.problems);
    setAhead(answer.problems.length > 0 ? null : (answer.ahead ?? "none"));
  }

  async function fill(): Promise<void> {
    const { ahead: found } = await lookAtExpectation(system, image, NOTHING_EXPECTED);
    if (!found?.stated) return setSaid("The current digest has no provenance to take it from.");
    setDraft(found.stated.expected);
    setAhead(null);
    setProblems([]);
    setSaid(found.stated.proven ? "Filled in from verified provenance of the current digest. Nothing is recorded yet." : "Filled in from provenance that is not verified: anybody could have written it. Check every field.");
  }

  async function save(): Promise<void> {
    const done = await setExpectation(system, image, proposal, version);
    setSaid(done.changed ? `Recorded as version ${done.version}. ${plural(done.digests, "digest")} of this image will be evaluated again.` : "That is expected already.");
    setDraft(proposal);
    setAhead(null);
    router.refresh();
  }

  async function run(what: Work): Promise<void> {
    setWork(what);
    setFailed(null);
    setSaid("");
    try {
      await { look, fill, save }[what]();
    } catch (error) {
      const problem = error instanceof ApiProblem ? error.problem : null;
      if (problem?.pointer && problem.code !== "expect/changed-meanwhile") setProblems((problem.errors ?? [{ pointer: problem.pointer, detail: problem.detail }]).map(({ pointer, detail }) => ({ code: problem.code, detail, at: pointer })));
      setFailed(problem?.code === "expect/changed-meanwhile" ? `${problem.detail} The newest stands above now; what you wrote is still here.` : (error as Error).message);
      if (problem?.code === "expect/changed-meanwhile") router.refresh();
    } finally {
      setWork(null);
    }
  }

  return (
    <details className="expected-change" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{nothing ? "Say what is expected" : "Change what is expected"}</summary>
      <div className="hand-in">
        <ExpectationFields draft={draft} problems={problems} onChange={change} />
        <div className="hand-acts">
          <button className={ahead ? "btn" : "btn primary"} type="button" disabled={work !== null} onClick={() => void run("look")}>
            Would the current digest meet it?
          </button>
          <button className={ahead ? "btn primary" : "btn"} type="button" disabled={!changed || problems.length > 0 || work !== null} onClick={() => void run("save")}>
            {changed && sameExpectation(proposal, NOTHING_EXPECTED) ? "Expect nothing any more" : "Record it"}
          </button>
          <button className="btn quiet" type="button" disabled={work !== null} onClick={() => void run("fill")}>
            Take from the current digest
          </button>
          {changed && (
            <button className="btn quiet" type="button" disabled={work !== null} onClick={() => change(expectation.expected)}>
              Discard
            </button>
          )}
          {!changed && <span className="small soft">Nothing is changed yet.</span>}
        </div>
        <p role="status" className={work || said ? "soft" : "vh"}>
          {work === "save" ? "Recording." : work ? "Looking at the current digest." : said}
        </p>
        {failed && (
          <div className="expect" role="alert">
            <Status tone="fail">{failed}</Status>
          </div>
        )}
        {ahead === "none" && <p className="note">This image has no current digest that could be held against it. It is held against every build that comes.</p>}
        {ahead && ahead !== "none" && <ExpectationLook ahead={ahead} system={system} image={image} />}
      </div>
    </details>
  );
}
