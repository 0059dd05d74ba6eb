import Link from "next/link";
import { cookies } from "next/headers";
import type { ShellFrame } from "../../contracts/pages";
import { Keyboard } from "../palette/keyboard";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { AsOfMenu } from "./as-of-menu";
import { endOfAsOf } from "./prepare-as-of";
import { HeadSearch } from "./head-search";
import { prepareNav, prepareQueue, searchItem, settingsItem, type NavItem, type SectionName } from "./prepare-nav";
import { readTheme } from "./prepare-theme";
import { RefreshWhile } from "./refresh-while";
import { ThemeSwitch } from "./theme-switch";

/**
 * Rail, head and page. SAMPLE and the as-of stand on every page; `asOf` is set when the page shows the past, `kept` when
 * it shows now and only hands the as-of on; `back` is where "now" is.
 */
export async function Frame({ shell, section, asOf = null, kept = null, back, split, children }: {
  shell: ShellFrame;
  section: SectionName;
  asOf?: string | null;
  kept?: string | null;
  back?: string;
  /** Third pane beside the page: a drawer with an address of its own. */
  split?: React.ReactNode;
  children: React.ReactNode;
}) {
  const then = asOf ?? kept;
  const items = prepareNav(shell, then);
  const theme = readTheme((await cookies()).get("theme")?.value);
  const main = (
    <main className="page" id="main" tabIndex={-1}>
      {children}
    </main>
  );
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="frame">
        <aside className="rail" aria-label="System and sections">
          <div>
            <Brand system={shell.system.name} asOf={then} />
            <SystemPicker shell={shell} />
            <NavLinks items={items} section={section} label="Sections" />
            <div className="rail-foot">
              <NavLinks items={[settingsItem(shell.system.name)]} section={section} label="Settings" />
            </div>
          </div>
        </aside>
        <div>
          <header className="head">
            <details className="menu">
              <summary className="btn icon" aria-label="Menu">
                <Icon name="bars" />
              </summary>
              <NavLinks items={[...items, searchItem(shell.system.name, then), settingsItem(shell.system.name)]} section={section} label="Sections, small screen" />
            </details>
            <Brand system={shell.system.name} asOf={then} small />
            <HeadSearch action={`/s/${encodeURIComponent(shell.system.name)}/search`} asOf={then} />
            <div className="right">
              {shell.system.sample && <span className="sample">SAMPLE DATA</span>}
              <ThemeSwitch initial={theme} />
              <Account person={shell.person} />
            </div>
          </header>
          <AsOfBar shell={shell} asOf={asOf} kept={kept} back={back} />
          {split ? (
            <div className="split">
              {main}
              {split}
            </div>
          ) : (
            main
          )}
        </div>
      </div>
      <Keyboard system={shell.system.name} />
      <RefreshWhile active={asOf === null && (shell.queue.receipts > 0 || shell.queue.evaluations > 0)} />
    </>
  );
}

function Brand({ system, asOf, small = false }: { system: string; asOf: string | null; small?: boolean }) {
  return (
    <Link className={small ? "brand only-s" : "brand"} href={paths.overview(system, { asOf })}>
      <Icon name="mark" className="" />
      Proofmark
    </Link>
  );
}

function NavLinks({ items, section, label }: { items: NavItem[]; section: SectionName; label: string }) {
  return (
    <nav aria-label={label}>
      {items.map((item) => (
        <Link key={item.section} href={item.href} aria-current={item.section === section ? "page" : undefined}>
          {item.label}
          {item.note && <span>{item.note}</span>}
        </Link>
      ))}
    </nav>
  );
}

function SystemPicker({ shell }: { shell: ShellFrame }) {
  const others = shell.systems.filter((system) => system.name !== shell.system.name);
  const current = (
    <span>
      <small>System</small>
      {shell.system.title}
    </span>
  );
  if (others.length === 0) return <div className="system one">{current}</div>;
  return (
    <details className="picker">
      <summary className="system">
        {current}
        <Icon name="chev" />
      </summary>
      <ul>
        {others.map((system) => (
          <li key={system.name}>
            <Link href={paths.overview(system.name)}>{system.title}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Account({ person }: { person: ShellFrame["person"] }) {
  return (
    <details className="picker account hide-s">
      <summary className="btn quiet" aria-label={`Account: ${person.name}, ${person.role}`}>
        {person.name}
      </summary>
      <ul>
        <li className="small muted">{person.email}</li>
        <li className="small muted">Role: {person.role}</li>
        <li>
          <form action="/sign-out" method="post">
            <button className="btn" type="submit">
              Sign out
            </button>
          </form>
        </li>
      </ul>
    </details>
  );
}

function AsOfBar({ shell, asOf, kept, back }: { shell: ShellFrame; asOf: string | null; kept: string | null; back?: string }) {
  const queue = prepareQueue(shell.queue);
  return (
    <aside className={asOf || kept ? "asof then" : "asof"} aria-label="As of">
      <span>
        {asOf ? "Showing what was known at " : "As of "}
        <Instant at={asOf ?? shell.now} />
        {kept && (
          <>
            , which is now. Digests open as of <Instant at={endOfAsOf(kept)} />
          </>
        )}
        {shell.system.sample && ". Sample data: invented, and its clock stands still"}
      </span>
      {(asOf || kept) && back && <Link href={back}>Return to now</Link>}
      {back && <AsOfMenu back={back} now={shell.now} then={asOf ?? kept} />}
      {queue && <span role="status">{queue}</span>}
    </aside>
  );
}
