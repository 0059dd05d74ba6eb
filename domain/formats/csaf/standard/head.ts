import { isObject, listAt, objectAt, textAt } from "../../shared/values";
import type { Rule, Say } from "./breach";

/** What section 3.2.1 says every document states about itself. */
const REQUIRED: readonly { at: string; keys: readonly string[] }[] = [
  { at: "", keys: ["category", "publisher", "title", "tracking"] },
  { at: "publisher", keys: ["category", "name", "namespace"] },
  { at: "tracking", keys: ["current_release_date", "id", "initial_release_date", "revision_history", "status", "version"] },
];

export const PROFILES: ReadonlySet<string> = new Set(["csaf_base", "csaf_security_incident_response", "csaf_informational_advisory", "csaf_security_advisory", "csaf_vex"]);
/** Names of profiles, written as 6.1.26 compares them. */
const RESERVED = /^(?:csaf)?(?:securityincidentresponse|informationaladvisory|securityadvisory|vex)$/;

/** ISO 639-1: of longer codes no list is held, so only these are judged. */
const LANGUAGES = new Set(
  "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split(" "),
);
/** BCP 47: a language with its parts, a private one, or one of the irregular tags that were registered before it. */
const TAG = /^(?:[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,16}|x(?:-[a-z0-9]{1,8}){1,16}|i-[a-z]{2,8})$/i;

/** The document about itself: members, languages, category, translation (6.1.12, 6.1.15, 6.1.26, 6.1.28). */
export const head: Rule = (json, say) => {
  const document = objectAt(json, "document");
  for (const { at, keys } of REQUIRED) {
    const holder = at === "" ? document : document[at];
    if (!isObject(holder)) continue;
    for (const key of keys) if (holder[key] === undefined || holder[key] === null) say("3.2.1", `the document states its ${key}`, `/document${at === "" ? "" : `/${at}`}/${key}`);
  }
  for (const key of ["lang", "source_lang"]) if (!isLanguage(document[key])) say("6.1.12", "this is no language tag", `/document/${key}`);
  const language = textAt(document, "lang");
  if (language !== null && language.toLowerCase() === textAt(document, "source_lang")?.toLowerCase()) say("6.1.28", "a translation is into another language than its source", "/document/source_lang");
  if (textAt(objectAt(document, "publisher"), "category") === "translator" && textAt(document, "source_lang") === null) say("6.1.15", "a translator names the language of the source", "/document/source_lang");
  checkCategory(textAt(document, "category"), say);
  if (listAt(json, "vulnerabilities").some((one) => isObject(one) && Object.keys(one).length === 0)) say("3.2.3", "a vulnerability says something", "/vulnerabilities");
};

function isLanguage(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== "string" || !TAG.test(value)) return false;
  const [primary = ""] = value.toLowerCase().split("-");
  return primary.length !== 2 || LANGUAGES.has(primary);
}

/** A category of one's own must not look like that of a profile. */
function checkCategory(category: string | null, say: Say): void {
  if (category === null || PROFILES.has(category)) return;
  const plain = category.toLowerCase().replace(/[-_\s]/g, "");
  if (RESERVED.test(plain) || /^csaf_/i.test(category)) say("6.1.26", "a category that only looks like one of the standard's", "/document/category");
}
