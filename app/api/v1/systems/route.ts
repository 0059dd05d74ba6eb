import { operations } from "../../../../contracts/api";
import { route } from "../../../../server/http/route";

export const GET = route(operations.listSystems, async ({ systems }) => ({
  items: systems.map(({ system }) => ({ name: system.name, title: system.title, sample: system.sample })),
}));
