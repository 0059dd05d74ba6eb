import { redirect } from "next/navigation";
import { paths } from "../../../components/ui/prepare-paths";
import { pageContext } from "../../../server/auth/page-context";
import { decodeSegment } from "../page-query";

export default async function SystemRoute({ params }: { params: Promise<{ system: string }> }) {
  const system = decodeSegment((await params).system);
  await pageContext({ system, permission: "read" });
  redirect(paths.overview(system));
}
