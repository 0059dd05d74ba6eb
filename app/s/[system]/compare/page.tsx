import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ChooseTwo } from "../../../../components/compare/choose-two";
import { Compare, type ComparePageData } from "../../../../components/compare/compare";
import { isQuiet, type CompareChoice } from "../../../../components/compare/prepare-compare";
import { Frame } from "../../../../components/frame/frame";
import { paths } from "../../../../components/ui/prepare-paths";
import { compareList, type CompareList } from "../../../../contracts/compare";
import { pageContext } from "../../../../server/auth/page-context";
import type { Ctx } from "../../../../server/auth/principal";
import { compareDigests, type Comparison } from "../../../../server/queries/compare";
import { sliceList } from "../../../../server/queries/compare/slice";
import { compareSuggestions } from "../../../../server/queries/compare/suggestions";
import { resolveDigest } from "../../../../server/queries/resolve-digest";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment, firstValues, fromFirstPage, keptAsOf, readAsOf, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Compare" };

const AT_ONCE = 30;
const ONE_LIST = 100;

export default async function CompareRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.compare(system, values) });
  const asOf = readAsOf(values.asOf) ?? undefined;
  const [a, b] = [await resolved(ctx, values.a), await resolved(ctx, values.b)];
  if (a && b && (a !== values.a || b !== values.b)) redirect(paths.compare(system, { ...values, a, b }));
  const shell = await shellFrame(ctx);
  const found = a && b ? await compareDigests(ctx, { a, b, image: values.image, platform: values.platform, asOf }) : null;
  if (!a || !b || !found) {
    const suggestions = await compareSuggestions(ctx, a ?? b);
    return (
      <Frame shell={shell} section="compare" kept={keptAsOf(values)} back={paths.compare(system, { ...values, asOf: null })}>
        <ChooseTwo system={system} a={values.a ?? ""} b={values.b ?? ""} asOf={asOf && values.asOf} suggestions={suggestions} why={whyNot(values, a, b)} />
      </Frame>
    );
  }
  const choice: CompareChoice = {
    a, b, image: values.image, platform: values.platform, asOf: asOf && values.asOf, list: readList(values.list), change: values.change, cursor: values.cursor,
  };
  return (
    <Frame shell={shell} section="compare" asOf={asOf ?? null} back={paths.compare(system, { ...values, asOf: null })}>
      <Compare system={system} data={await shown(found, choice)} choice={choice} origin={settings().origin} />
    </Frame>
  );
}

async function resolved(ctx: Ctx, text: string | undefined): Promise<string | null> {
  return text ? ((await resolveDigest(ctx, text))?.digest ?? null) : null;
}

const readList = (text: string | undefined): CompareList | undefined => compareList.safeParse(text).data;

function whyNot(values: Record<string, string>, a: string | null, b: string | null): string | null {
  if (!values.a && !values.b) return null;
  if (values.a && values.b) return a && b ? "This system does not hold both digests." : `${a ? "b" : "a"} is no digest of this system, or the beginning of several.`;
  return "Choose the other digest.";
}

/** Of each list what differs, as much as fits; of the list that is asked for a page of all of it. */
async function shown(found: Comparison, choice: CompareChoice): Promise<ComparePageData> {
  const part = async <T extends { change: string }>(list: CompareList, rows: T[]) => {
    if (choice.list === list) {
      return fromFirstPage({ cursor: choice.cursor, change: choice.change, limit: ONE_LIST }, async (asked) => sliceList(list, rows, asked));
    }
    return sliceList(list, rows.filter(({ change }) => !isQuiet(change)), { limit: AT_ONCE });
  };
  return {
    head: found.head,
    findings: await part("findings", found.findings),
    packages: await part("packages", found.packages),
    configuration: await part("configuration", found.configuration),
    provenance: await part("provenance", found.provenance),
  };
}
