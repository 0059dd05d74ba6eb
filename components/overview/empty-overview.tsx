import Link from "next/link";
import type { OverviewPage, ShellFrame } from "../../contracts/pages";
import { prepareSeals } from "../digest/prepare-seals";
import { Seals } from "../digest/seals";
import { RefreshWhile } from "../frame/refresh-while";
import { Commands } from "../ui/command";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { Status } from "../ui/status";
import { firstCommands, STRUCK_BY } from "./prepare-first-steps";

/** Nothing is recorded: three steps with live state and the real command, and the five seals they will strike. */
export function EmptyOverview({ shell, page, origin, mayHandIn }: { shell: ShellFrame; page: OverviewPage; origin: string; mayHandIn: boolean }) {
  const commands = firstCommands(shell.system.name, origin);
  const { token, upload, evaluated } = page.firstSteps;
  const seals = prepareSeals([]).map((seal) => ({ ...seal, why: STRUCK_BY[seal.kind] }));
  return (
    <>
      <h1 className="vh">First evidence for {shell.system.title}</h1>
      <section className="verdict first" aria-label="Answer">
        <div>
          <p className="say">
            <b>Nothing is recorded yet.</b> Three steps strike the first mark: the files you already have from a build are enough.
          </p>
          <p className="basis">Every file is kept byte for byte with its SHA-256, and you get a receipt at once.</p>
        </div>
      </section>
      <ol className="steps">
        <Step number={1} done={token} now={!token} title="Create an ingest token" text={`It can upload to ${shell.system.title} and do nothing else. It is printed once.`}>
          <Commands commands={commands.token} />
        </Step>
        <Step number={2} done={upload} now={token && !upload} title="Send what one build produced" text="Manifest, SBOM, scan, provenance and VEX in any order. The files say what they are.">
          <Commands commands={commands.upload} />
          {mayHandIn && (
            <p className="gap-top-s">
              Or <Link href={paths.ingest(shell.system.name)}>drop the files here in the browser</Link> and look first at what would become of them.
            </p>
          )}
        </Step>
        <Step number={3} done={evaluated} now={upload && !evaluated} title="See the first digest" text="This page turns into the overview as soon as a file names a digest and it has been evaluated." asked={page.now} />
      </ol>
      <section className="gap-top">
        <p className="ans">An image without evidence looks like this. Nothing missing is ever drawn as passed.</p>
        <Seals seals={seals} />
        <h2 className="sub">How to read a seal</h2>
        <ul className="reads">
          <Reading icon="seal-verified" word="Verified" text="Checked here, and you can repeat it" />
          <Reading icon="seal-unverified" word="Present, not verified" text="Somebody’s word. Counted apart" />
          <Reading icon="seal-missing" word="Missing" text="We looked, and hold none" />
          <Reading icon="seal-failed" word="Failed" text="Checked, and wrong. It says why" />
        </ul>
      </section>
      <RefreshWhile active everyMs={5_000} />
    </>
  );
}

function Step({ number, done, now, title, text, asked, children }: {
  number: number;
  done: boolean;
  now: boolean;
  title: string;
  text: string;
  asked?: string;
  children?: React.ReactNode;
}) {
  return (
    <li className={now ? "now" : undefined}>
      <span className="no" aria-hidden="true">
        {number}
      </span>
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        {children}
      </div>
      <span className="is" role={asked ? "status" : undefined}>
        {done ? <Status tone="met">Done</Status> : now ? <Status tone="risk">Your turn</Status> : <Status tone="none">Waiting</Status>}
        {asked && !done && (
          <small className="muted">
            {" "}
            last look <Instant at={asked} show="clock" />
          </small>
        )}
      </span>
    </li>
  );
}

function Reading({ icon, word, text }: { icon: "seal-verified" | "seal-unverified" | "seal-missing" | "seal-failed"; word: string; text: string }) {
  return (
    <li>
      <Icon name={icon} className="" />
      <span>
        <b>{word}</b>
        {text}
      </span>
    </li>
  );
}
