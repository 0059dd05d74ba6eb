import { Icon } from "../ui/icon";
import type { VerdictView } from "./prepare-verdict";
import { within, type Place } from "./place";

/** The one serif moment: the answer first. */
export function Verdict({ view, place }: { view: VerdictView; place: Place }) {
  return (
    <section className="verdict" aria-label="Verdict">
      <div>
        <p className="say">
          <b>{view.lead}</b>
          {view.rest !== "" && <> {view.rest}</>}
        </p>
        <p className="basis">{view.basis}</p>
        {view.warnings.map((warning) => (
          <p className="bandnote" key={warning}>
            <Icon name="half" />
            <span>{warning}</span>
          </p>
        ))}
        {view.result === "none" && (
          <p className="basis">
            <a href={within(place, { tab: "evidence" })}>What is held so far</a>
          </p>
        )}
      </div>
    </section>
  );
}
