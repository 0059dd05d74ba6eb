"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { decideTrust } from "../../client/trust";
import { Status } from "../ui/status";

type Decision = "approved" | "refused" | "withdrawn";

const LABEL: Record<Decision, string> = { approved: "Approve", refused: "Refuse", withdrawn: "Withdraw" };

/** Who asked can only withdraw; somebody else approves or refuses. */
export function DecideChange({ system, change, mine, stale }: { system: string; change: string; mine: boolean; stale: boolean }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const decisions: Decision[] = mine ? ["withdrawn"] : stale ? ["refused"] : ["approved", "refused"];

  async function decide(decision: Decision): Promise<void> {
    setBusy(true);
    setFailed(null);
    try {
      await decideTrust(system, change, decision);
      router.refresh();
    } catch (error) {
      setFailed((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="hand-acts">
      {decisions.map((decision) => (
        <button key={decision} className={decision === "approved" ? "btn primary" : "btn"} type="button" disabled={busy} onClick={() => void decide(decision)}>
          {LABEL[decision]}
        </button>
      ))}
      {mine && <span className="small soft">You asked for this: somebody else has to approve it.</span>}
      {failed && (
        <p role="alert">
          <Status tone="fail">{failed}</Status>
        </p>
      )}
    </div>
  );
}
