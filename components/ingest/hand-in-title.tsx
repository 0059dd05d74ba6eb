import Link from "next/link";
import type { ReactNode } from "react";
import { paths } from "../ui/prepare-paths";

/** Headline of a page about what was handed in, with the way to hand in more for those who may. */
export function HandInTitle({ children, system, asOf, mayHandIn }: { children: ReactNode; system: string; asOf: string | null; mayHandIn: boolean }) {
  return (
    <div className="title">
      <h1 className="ans page-title">{children}</h1>
      {mayHandIn && (
        <div className="acts">
          <Link className="btn primary" href={paths.ingest(system, { asOf })}>
            Hand in evidence
          </Link>
        </div>
      )}
    </div>
  );
}
