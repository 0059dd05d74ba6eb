"use client";

import { useRouter } from "next/navigation";
import { useId, useMemo, useState } from "react";
import { lookAtTrust, proposeTrust } from "../../client/trust";
import { ApiProblem } from "../../client/http";
import type { TrustAhead, TrustDetail, TrustSettingsShape } from "../../contracts/trust";
import { instantText } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { DifferenceList } from "./difference-list";
import { cleaned, newRule, problemsByRule, withRoot, withRule, withToken } from "./draft-rule";
import { LookedAhead } from "./looked-ahead";
import { prepareDifference } from "./prepare-trust";
import { RuleForm } from "./rule-form";
import { useProblems } from "./use-problems";

/** Write a change, see what is wrong with it, what it would do and what it would change, and ask for it. */
export function TrustEditor({ system, trust }: { system: string; trust: Pick<TrustDetail, "version" | "settings" | "tokens" | "roots"> }) {
  const router = useRouter();
  const reasonId = useId();
  const [draft, setDraft] = useState<TrustSettingsShape>(trust.settings);
  const proposal = useMemo(() => cleaned(draft), [draft]);
  const [reason, setReason] = useState("");
  const [ahead, setAhead] = useState<TrustAhead | null>(null);
  const [work, setWork] = useState<"look" | "propose" | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const differences = prepareDifference(trust.settings, proposal);
  const changed = differences.length > 0;
  const problems = useProblems(system, proposal, changed);
  const placed = problemsByRule(changed ? (problems ?? []) : []);
  const sound = changed && problems !== null && problems.length === 0;

  function change(next: TrustSettingsShape): void {
    setDraft(next);
    setAhead(null);
    setFailed(null);
    setSent(null);
  }

  async function run(what: "look" | "propose"): Promise<void> {
    setWork(what);
    setFailed(null);
    try {
      if (what === "look") return setAhead(await lookAtTrust(system, proposal, true));
      const { effectiveAt } = await proposeTrust(system, { settings: proposal, reason, baseVersion: trust.version });
      setSent(`Proposed. It takes effect when another administrator approves it, or by itself ${instantText(effectiveAt)}.`);
      setDraft(trust.settings);
      setReason("");
      setAhead(null);
      router.refresh();
    } catch (error) {
      setFailed(error instanceof ApiProblem && error.problem.pointer ? `${error.message} (${error.problem.pointer})` : (error as Error).message);
    } finally {
      setWork(null);
    }
  }

  return (
    <div className="hand-in trust-editor">
      {draft.rules.map((rule, index) => (
        <RuleForm
          key={index}
          rule={rule}
          roots={["public-good", ...draft.roots.map(({ name }) => name).filter((name) => name !== "public-good")]}
          problems={placed.of(index)}
          onChange={(next) => change(withRule(draft, index, next))}
          onRemove={() => change({ ...draft, rules: draft.rules.filter((_, place) => place !== index) })}
        />
      ))}
      <div className="hand-acts">
        {(["key", "identity"] as const).map((type) => (
          <button key={type} className="btn" type="button" onClick={() => change({ ...draft, rules: [...draft.rules, newRule(type, draft.rules.map(({ id }) => id))] })}>
            {type === "key" ? "Add a key" : "Add an identity"}
          </button>
        ))}
      </div>
      <Tokens tokens={trust.tokens} draft={draft} onChange={change} />
      <Roots roots={trust.roots} draft={draft} onChange={change} />
      {placed.others.map((text) => (
        <p key={text} role="status">
          <Status tone="fail">{text}</Status>
        </p>
      ))}
      <h3 className="sub">Before and after</h3>
      <DifferenceList differences={differences} />
      <div className="claim">
        <div className="wide">
          <label htmlFor={reasonId}>Why</label>
          <textarea id={reasonId} rows={2} maxLength={2_000} value={reason} onChange={(event) => setReason(event.target.value)} />
          <p className="small soft">Whoever approves it reads this, and it stays on record.</p>
        </div>
      </div>
      <div className="hand-acts">
        <button className={ahead ? "btn" : "btn primary"} type="button" disabled={!sound || work !== null} onClick={() => void run("look")}>
          What would change
        </button>
        <button className={ahead ? "btn primary" : "btn"} type="button" disabled={!sound || work !== null || reason.trim() === ""} onClick={() => void run("propose")}>
          Propose this change
        </button>
        {changed && (
          <button className="btn quiet" type="button" onClick={() => change(trust.settings)}>
            Discard
          </button>
        )}
        <span className="small soft">{changed ? (problems === null ? "Being checked." : problems.length > 0 ? "Something above is refused." : reason.trim() === "" ? "Say why, to propose it." : "") : "Nothing is changed yet."}</span>
      </div>
      <p role="status" className={work || sent ? "soft" : "vh"}>
        {work === "look" ? "Judging signed documents by the proposal." : (sent ?? "")}
      </p>
      {failed && (
        <div className="expect" role="alert">
          <Status tone="fail">{failed}</Status>
        </div>
      )}
      {ahead && <LookedAhead ahead={ahead} />}
    </div>
  );
}

type Part = { draft: TrustSettingsShape; onChange: (next: TrustSettingsShape) => void };

function Tokens({ tokens, draft, onChange }: Part & { tokens: TrustDetail["tokens"] }) {
  if (tokens.length === 0) return null;
  return (
    <fieldset className="choices">
      <legend>Unsigned bills of materials and scans count when handed in with</legend>
      {tokens.map((token) => (
        <label className="check" key={token.id}>
          <input type="checkbox" checked={draft.acceptUnsignedFrom.includes(token.id)} onChange={(event) => onChange(withToken(draft, token.id, event.target.checked))} />
          <span>
            {token.name} <span className="mono small soft wrap-any">{token.id}</span>
            <span className="block soft">
              {token.role}, made {instantText(token.createdAt)}, {token.lastUsedAt === null ? "never used" : `last used ${instantText(token.lastUsedAt)}`}
              {token.revokedAt !== null && ", revoked"}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Roots({ roots, draft, onChange }: Part & { roots: TrustDetail["roots"] }) {
  const imported = roots.flatMap(({ sha256, source }) => (sha256 === null ? [] : [{ sha256, source }]));
  if (imported.length === 0) return null;
  return (
    <fieldset className="claim">
      <legend>Names of imported roots, for rules to mean</legend>
      {imported.map(({ sha256, source }) => (
        <div key={sha256}>
          <label htmlFor={`root-${sha256}`}>
            {source} <span className="mono small soft">sha256:{sha256.slice(0, 16)}</span>
          </label>
          <input id={`root-${sha256}`} type="text" className="mono" value={draft.roots.find((one) => one.sha256 === sha256)?.name ?? ""} placeholder="not in use" autoComplete="off" onChange={(event) => onChange(withRoot(draft, sha256, event.target.value.trim()))} />
          <p className="small soft">Empty: not in use.</p>
        </div>
      ))}
    </fieldset>
  );
}
