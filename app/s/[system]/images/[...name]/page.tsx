import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "../../../../../components/frame/frame";
import { ImageLine } from "../../../../../components/images/image-line";
import { escapeUntrusted } from "../../../../../components/ui/prepare-untrusted";
import { paths } from "../../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../../server/auth/page-context";
import { mayDo } from "../../../../../server/auth/permissions";
import { imagePage } from "../../../../../server/queries/image-page";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, keptAsOf, type SearchParams } from "../../../page-query";

type Params = Promise<{ system: string; name: string[] }>;

const nameOf = (segments: string[]): string => segments.map(decodeSegment).join("/");

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: escapeUntrusted(nameOf((await params).name), 200) };
}

export default async function ImageRoute({ params, searchParams }: { params: Params; searchParams: SearchParams }) {
  const given = await params;
  const [system, image] = [decodeSegment(given.system), nameOf(given.name)];
  const asOf = keptAsOf(await firstValues(searchParams));
  const ctx = await pageContext({ system, permission: "read", path: paths.image(system, image, { asOf }) });
  const [shell, page] = [await shellFrame(ctx), await imagePage(ctx, { image })];
  if (!page) notFound();
  return (
    <Frame shell={shell} section="images" kept={asOf} back={paths.image(system, image)}>
      <ImageLine shell={shell} asOf={asOf} page={page} mayExpect={mayDo(ctx.role, "line.expect")} />
    </Frame>
  );
}
