import type { DigestEvidenceTab } from "../../contracts/pages";
import { Commands } from "../ui/command";
import { Icon } from "../ui/icon";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { EvidenceTable } from "./evidence-table";
import { prepareAdditions } from "./prepare-additions";
import { prepareChecks } from "./prepare-lineage";
import { prepareSeals, SEAL_TITLES } from "./prepare-seals";
import { targetOf, type Place } from "./place";
import { Checks } from "./checks";

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Everything held about this digest, what is in conflict with it, what was checked, and how to add what is missing. */
export function EvidenceTab({ tab, place }: { tab: DigestEvidenceTab; place: Place }) {
  const seals = prepareSeals(tab.header.detail.evaluation?.seals ?? [], tab.items.map((item) => item.kind));
  const additions = prepareAdditions(targetOf(place));
  const verified = tab.items.filter((item) => item.verification.state === "verified").length;
  return (
    <>
      <p className="ans gap-top">
        {tab.items.length === 0 ? (
          <>
            <b>Nothing is held about this digest.</b> Below is how to add it.
          </>
        ) : (
          <>
            <b>{plural(tab.items.length, "document")}</b> in {plural(new Set(tab.items.map(({ fileSha256 }) => fileSha256)).size, "file")}, {verified} of them verified: the documents inside a verified envelope count with it. Each file is kept byte for byte.
          </>
        )}
      </p>
      {tab.items.length > 0 && <EvidenceTable items={tab.items} place={place} />}
      {tab.conflicts.length > 0 && (
        <>
          <h2 className="sub">In quarantine: handed in under this digest, and about another one</h2>
          <p className="bandnote">
            <Icon name="half" />
            <span>These documents name identities known to be different from this digest. They are kept, shown, and never counted.</span>
          </p>
          <EvidenceTable items={tab.conflicts} place={place} />
        </>
      )}
      <Section title="What was checked">
        <Checks checks={prepareChecks(tab.items)} />
      </Section>
      <Section title="Add to it">
        {seals.map((seal) => {
          const addition = additions.find((item) => item.kind === seal.kind);
          return (
            <div className="addition" id={seal.action.anchor} key={seal.kind}>
              <h3>
                {SEAL_TITLES[seal.kind]}: {lowerFirst(seal.words)}
              </h3>
              <p>
                {seal.why} {seal.tone !== "verified" && addition?.text}
              </p>
              {seal.tone !== "verified" && addition && <Commands commands={addition.commands} />}
            </div>
          );
        })}
      </Section>
    </>
  );
}
