import type { TrustAhead } from "../../contracts/trust";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

/** What signed documents would become, how many were judged, and examples with why. */
export function LookedAhead({ ahead }: { ahead: TrustAhead }) {
  if (ahead.looked === null) return null;
  const { says, examples } = ahead.looked;
  return (
    <section aria-label="What would change">
      <p className="ans" role="status">
        {says}
      </p>
      {examples.length > 0 && (
        <ul className="gaps">
          {examples.map((one, index) => (
            <li key={index} className="wrap-any">
              <Status tone={one.becomes === "verified" ? "met" : "fail"}>
                <Untrusted text={one.file} limit={120} /> {one.becomes === "verified" ? "would become verified" : "would no longer be verified"}
              </Status>
              <span className="block soft">
                under {one.digest}: <Untrusted text={one.why} limit={400} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="note">Unsigned reports are not part of this count. Nothing was stored.</p>
    </section>
  );
}
