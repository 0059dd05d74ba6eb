import Link from "next/link";
import { Icon } from "./icon";

/** A column head that sorts by a press; the address carries the order, `aria-sort` says it. */
export function SortHead({ href, sorted, descending = false, className, children }: {
  href: string;
  sorted: boolean;
  /** Largest, worst or newest first. */
  descending?: boolean;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <th scope="col" className={className} aria-sort={sorted ? (descending ? "descending" : "ascending") : undefined}>
      <Link className="sort" href={href} scroll={false}>
        {children}
        {sorted && <Icon name="chev" className={descending ? "g" : "g up"} />}
      </Link>
    </th>
  );
}
