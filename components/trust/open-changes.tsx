import type { TrustDetail } from "../../contracts/trust";
import { Instant } from "../ui/instant";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { DecideChange } from "./decide-change";
import { DifferenceList } from "./difference-list";
import { prepareDifference } from "./prepare-trust";

/** What is asked to change, against what is in force now, and who can decide. */
export function OpenChanges({ trust, system, admin }: { trust: TrustDetail; system: string; admin: boolean }) {
  if (trust.open.length === 0) return <p className="note">No change is open.</p>;
  return (
    <ul className="docs">
      {trust.open.map((change) => (
        <li className="doc" key={change.id}>
          <header>
            <h3>
              <Untrusted text={change.reason} limit={2_000} />
            </h3>
            {change.stale ? <Status tone="none">Cannot take effect</Status> : <Status tone="risk">Waits for a second administrator</Status>}
          </header>
          <p className="note">
            Asked for by <Untrusted text={change.requestedBy.name} limit={100} /> <Instant at={change.requestedAt} /> against version {change.baseVersion}.{" "}
            {change.stale ? (
              <>The settings have changed since: refuse or withdraw it, and propose it again.</>
            ) : (
              <>
                Unless somebody refuses it, it takes effect by itself <Instant at={change.effectiveAt} />.
              </>
            )}
          </p>
          <DifferenceList differences={prepareDifference(trust.settings, change.settings)} />
          {admin && <DecideChange system={system} change={change.id} mine={change.mine} stale={change.stale} />}
        </li>
      ))}
    </ul>
  );
}
