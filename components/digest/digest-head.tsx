import Link from "next/link";
import type { DigestHeader } from "../../contracts/pages";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { ImageName } from "../ui/image-name";
import { paths } from "../ui/prepare-paths";
import { bytesText, plural } from "../ui/prepare-time";
import { Untrusted } from "../ui/untrusted";
import { PacketButtons } from "./packet-buttons";
import type { Place } from "./place";

/** Head of the working paper: what it is, its whole digest, and six facts under a ruled line (left out when `compact`). */
export function DigestHead({ header, place, compact = false }: { header: DigestHeader; place: Place; compact?: boolean }) {
  const { detail } = header;
  const tag = detail.tags.find((item) => item.to === null)?.tag ?? detail.tags.at(0)?.tag;
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link href={paths.images(place.system, { asOf: place.asOf })}>Images</Link>
        <span aria-hidden="true">/</span>
        {place.image && (
          <>
            <Link href={paths.image(place.system, place.image, { asOf: place.asOf })}>
              <Untrusted text={place.image} />
            </Link>
            <span aria-hidden="true">/</span>
          </>
        )}
        <DigestText sha256={detail.digest} />
      </nav>
      <div className="title">
        <div>
          <h1>
            <ImageName image={place.image} />
            {tag && (
              <span className="tag">
                {" "}
                <Untrusted text={tag} />
              </span>
            )}
          </h1>
          <DigestText sha256={detail.digest} full copy />
        </div>
        <div className="acts">
          <PacketButtons
            pdf={paths.packet(place.system, detail.digest, "pdf", { image: place.image, asOf: place.asOf })}
            json={paths.packet(place.system, detail.digest, "json", { image: place.image, asOf: place.asOf })}
            ready={detail.evaluation !== null}
          />
        </div>
      </div>
      {!compact && <Facts header={header} place={place} />}
    </>
  );
}

function Facts({ header, place }: { header: DigestHeader; place: Place }) {
  const { detail, owner } = header;
  const others = detail.images.filter((image) => image !== place.image);
  return (
    <dl className="facts">
      <div>
        <dt>Image line</dt>
        <dd>
          {place.image ? <Untrusted text={place.image.split("/").slice(1).join("/") || place.image} /> : "none"}
          {others.length > 0 && (
            <small>
              and in {others.length} more: {others.map((image) => (
                <Link key={image} href={paths.digest(place.system, detail.digest, { image, asOf: place.asOf })}>
                  <Untrusted text={image} />{" "}
                </Link>
              ))}
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>{detail.kind === "index" ? "Index of platforms" : "Platform"}</dt>
        <dd>
          <PlatformFact header={header} place={place} />
        </dd>
      </div>
      <div>
        <dt>Built</dt>
        <dd>
          {header.builtAt ? <Instant at={header.builtAt} show="day" /> : "Not known"}
          <small>{header.builtAt ? <><Instant at={header.builtAt} show="clock" />, says its config</> : "no image config held"}</small>
        </dd>
      </div>
      <div>
        <dt>First recorded</dt>
        <dd>
          <Instant at={detail.firstSeenAt} show="day" />
          <small>
            <Instant at={detail.firstSeenAt} show="clock" />, <Instant at={detail.firstSeenAt} show="ago" asOf={header.asOf ?? header.now} />
          </small>
        </dd>
      </div>
      <div>
        <dt>Current</dt>
        <dd>
          <CurrentFact header={header} place={place} />
        </dd>
      </div>
      <div>
        <dt>Owner of the next rebuild</dt>
        <dd>
          {owner?.team ? <Untrusted text={owner.team} /> : "Nobody is named"}
          {owner?.person && (
            <small>
              <Untrusted text={owner.person} />
            </small>
          )}
          {detail.sizeBytes !== null && (
            <small>
              {bytesText(detail.sizeBytes)}, {detail.layerCount === null ? "layers not counted" : plural(detail.layerCount, "layer")}
            </small>
          )}
        </dd>
      </div>
    </dl>
  );
}

function PlatformFact({ header, place }: { header: DigestHeader; place: Place }) {
  const { detail } = header;
  if (detail.kind === "unknown") return <>Not known<small>its manifest is not held</small></>;
  if (detail.kind === "index")
    return (
      <>
        {detail.platforms.length} listed
        <small>
          {detail.platforms.map((item) => (
            <Link key={item.digest} href={paths.digest(place.system, item.digest, { image: place.image, asOf: place.asOf })}>
              {platformText(item.platform)}{" "}
            </Link>
          ))}
        </small>
      </>
    );
  return (
    <>
      {platformText(detail.platform)}
      {detail.parents[0] && (
        <small>
          in index <DigestText sha256={detail.parents[0]} href={paths.digest(place.system, detail.parents[0], { asOf: place.asOf })} />
        </small>
      )}
    </>
  );
}

function CurrentFact({ header, place }: { header: DigestHeader; place: Place }) {
  const { current, successor, predecessor } = header;
  const basis = current.basis === "deployment" ? "by inventory" : current.basis === "tag" ? "by tag, no inventory" : "nothing names it";
  const next = successor ?? predecessor;
  return (
    <>
      {current.is ? "Yes" : "No"}
      <small>
        {basis}
        {current.since && <>, since <Instant at={current.since} show="day" /></>}
      </small>
      {next && (
        <small>
          {successor ? "replaced by " : "replaced "}
          <DigestText sha256={next.digest} href={paths.digest(place.system, next.digest, { image: place.image, asOf: place.asOf })} />
        </small>
      )}
      {next && (
        <small className="target">
          <Link href={compareHref(header, place)}>{predecessor ? "Compare with the one before" : "Compare with the one after"}</Link>
        </small>
      )}
    </>
  );
}

/** The older of the two first, in the line of the page. */
function compareHref({ predecessor, successor }: DigestHeader, place: Place): string {
  const pair = predecessor ? { a: predecessor.digest, b: place.digest } : { a: place.digest, b: successor?.digest };
  return paths.compare(place.system, { ...pair, image: place.image, asOf: place.keep.asOf });
}

export function platformText(platform: { os: string; architecture: string; variant?: string } | null): string {
  if (!platform) return "not stated";
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join("/");
}

