import type { Metadata } from "next";
import { Frame } from "../../../../../components/frame/frame";
import { Trust } from "../../../../../components/trust/trust";
import { pageContext } from "../../../../../server/auth/page-context";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { trustShown } from "../../../../../server/queries/trust-settings";
import { decodeSegment } from "../../../page-query";

export const metadata: Metadata = { title: "Trust" };

export default async function TrustRoute({ params }: { params: Promise<{ system: string }> }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "read", path: `/s/${encodeURIComponent(system)}/settings/trust` });
  const [shell, trust] = [await shellFrame(ctx), await trustShown(ctx)];
  return (
    <Frame shell={shell} section="settings">
      <Trust shell={shell} trust={trust} />
    </Frame>
  );
}
