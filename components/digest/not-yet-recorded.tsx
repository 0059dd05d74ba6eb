import type { DigestHeader } from "../../contracts/pages";
import { Instant } from "../ui/instant";
import { DigestText } from "../ui/digest-text";

/** Whether the page is asked for an instant at which nobody had named the digest yet. */
export const beforeRecorded = ({ asOf, detail }: DigestHeader): boolean => asOf !== null && Date.parse(asOf) < Date.parse(detail.firstSeenAt);

/** Nothing learned later is shown under an earlier as-of: not its platform, its build, nor what lists it. */
export function NotYetRecorded({ header }: { header: DigestHeader }) {
  const { digest, firstSeenAt } = header.detail;
  return (
    <>
      <div className="title">
        <h1>
          <DigestText sha256={digest} full copy />
        </h1>
      </div>
      <section className="verdict first" aria-label="Answer">
        <div>
          <p className="say">
            <b>Nothing was known of this digest then.</b> It was first recorded <Instant at={firstSeenAt} />; nothing here may be read as passed.
          </p>
          <p className="basis">
            What evidence says of an earlier day counts from when it was handed in.
          </p>
        </div>
      </section>
    </>
  );
}
