import { Icon } from "../ui/icon";

/** A page that stands alone: not found, an error, nothing to open. */
export function Lonely({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <main className="lonely" id="main">
      <a className="brand" href="/">
        <Icon name="mark" className="" />
        Proofmark
      </a>
      <h1>{title}</h1>
      <div className="soft">{children}</div>
    </main>
  );
}
