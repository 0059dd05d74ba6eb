import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { DigestPage } from "../../../../../components/digest/digest-page";
import type { Place } from "../../../../../components/digest/place";
import { PrintHead } from "../../../../../components/digest/print-head";
import { readTab } from "../../../../../components/digest/prepare-tab";
import { FindingDrawer } from "../../../../../components/digest/finding-drawer";
import { Frame } from "../../../../../components/frame/frame";
import { paths, type Query } from "../../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../../server/auth/page-context";
import { resolveDigest } from "../../../../../server/queries/resolve-digest";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { settings } from "../../../../../server/settings";
import { decodeSegment, firstValues, isNow, readAsOf, type SearchParams } from "../../../page-query";
import { readDigestTab } from "./read-tab";

type Props = { params: Promise<{ system: string; digest: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Digest ${decodeSegment((await params).digest).slice(0, 19)}` };
}

export default async function DigestRoute({ params, searchParams }: Props) {
  const given = await params;
  const system = decodeSegment(given.system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.digest(system, decodeSegment(given.digest), values) });
  const asOf = readAsOf(values.asOf);
  const found = await resolveDigest(ctx, decodeSegment(given.digest));
  if (!found || asOf === undefined) notFound();
  if (!found.exact) redirect(paths.digest(system, found.digest, values));

  const ask = { digest: found.digest, image: values.image, asOf: asOf ?? undefined };
  const shell = await shellFrame(ctx);
  if (isNow(asOf, shell.now)) redirect(paths.digest(system, found.digest, { ...values, asOf: null }));
  const read = await readDigestTab(ctx, ask, readTab(values.tab), values);
  if (!read) notFound();
  const { header } = read.tab;
  const keep: Query = { image: values.image, asOf: asOf ? values.asOf : null };
  const place: Place = {
    system,
    digest: found.digest,
    image: header.detail.image,
    asOf,
    now: header.now,
    origin: settings().origin,
    keep,
    evidence: read.evidence,
    ofIndex: header.detail.kind === "index",
  };
  const close = paths.digest(system, found.digest, { tab: "vulnerabilities", ...read.query, ...keep });
  return (
    <Frame
      shell={shell}
      section="images"
      asOf={asOf}
      back={paths.digest(system, found.digest, { tab: values.tab, image: values.image })}
      split={read.finding ? <FindingDrawer finding={read.finding} place={place} close={close} /> : undefined}
    >
      <PrintHead digest={found.digest} asOf={asOf ?? header.now} sample={header.sample} nonce={(await headers()).get("x-nonce") ?? undefined} />
      <DigestPage read={read} header={header} place={place} />
    </Frame>
  );
}
