import { redirect } from "next/navigation";
import { Lonely } from "../components/frame/lonely";
import { paths } from "../components/ui/prepare-paths";
import { homeSystem } from "../server/auth/page-context";

/** Leads to the first system one may read; who may read none is told so. */
export default async function Home() {
  const system = await homeSystem();
  if (system) redirect(paths.overview(system));
  return (
    <Lonely title="You are signed in, and no system is open to you.">
      <p>Ask an administrator to add you to one.</p>
    </Lonely>
  );
}
