import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "../../../../../components/frame/frame";
import { ImageLine } from "../../../../../components/images/image-line";
import { escapeUntrusted } from "../../../../../components/ui/prepare-untrusted";
import { pageContext } from "../../../../../server/auth/page-context";
import { imagePage } from "../../../../../server/queries/image-page";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { decodeSegment } from "../../../page-query";

type Params = Promise<{ system: string; name: string[] }>;

const nameOf = (segments: string[]): string => segments.map(decodeSegment).join("/");

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: escapeUntrusted(nameOf((await params).name), 200) };
}

export default async function ImageRoute({ params }: { params: Params }) {
  const { system, name } = await params;
  const ctx = await pageContext({ system: decodeSegment(system), permission: "read" });
  const [shell, page] = [await shellFrame(ctx), await imagePage(ctx, { image: nameOf(name) })];
  if (!page) notFound();
  return (
    <Frame shell={shell} section="images">
      <ImageLine shell={shell} page={page} />
    </Frame>
  );
}
