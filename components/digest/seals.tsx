import Link from "next/link";
import { Icon } from "../ui/icon";
import { paths } from "../ui/prepare-paths";
import { Untrusted } from "../ui/untrusted";
import type { SealView } from "./prepare-seals";
import { within, type Place } from "./place";

/** Five seals: quiet when proven, loud when not. */
export function Seals({ seals, place }: { seals: SealView[]; place?: Place }) {
  return (
    <section className="seals" aria-label="Evidence seals">
      {seals.map((seal) => (
        <article className={`seal ${seal.tone}`} key={seal.kind}>
          <Icon name={`seal-${seal.tone}`} className="" />
          <h2>{seal.title}</h2>
          <p className="state wrap-any">
            <Untrusted text={seal.words} limit={160} />
          </p>
          {seal.why && <p className="why">{seal.why}</p>}
          {place && (
            <p className="do">
              <Link href={`${within(place, { tab: "evidence" })}#${seal.action.anchor}`}>
                {seal.action.label}
                <span className="vh">: {seal.title}</span>
              </Link>
              {seal.trust && (
                <Link href={paths.trust(place.system, "signers")}>
                  How to trust a signer<span className="vh">: {seal.title}</span>
                </Link>
              )}
            </p>
          )}
        </article>
      ))}
    </section>
  );
}
