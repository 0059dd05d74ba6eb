import type { HistoryEvent } from "../../contracts/pages";
import { instantText } from "../ui/prepare-time";

/** "evidence.received" → "Evidence received". */
export function actionText(action: string): string {
  const words = action.replaceAll(/[._-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The object and the plain values of an event's details: "document/1f…, room trivy, state read". Nested values are left
 * out and hashes and ids shortened; CSV and JSON have all of it.
 */
export function detailsText(event: Pick<HistoryEvent, "object" | "details">): string {
  const parts = Object.entries(event.details)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value) && value !== "")
    .map(([key, value]) => `${keyText(key)} ${valueText(key, String(value))}`);
  return [event.object, ...parts].filter((part) => part !== "").map(shortHashes).join(", ");
}

const KEYS: Record<string, string> = { room: "read as", policy: "settings", sha256: "hash" };
/** "asOf" → "as of". */
const keyText = (key: string): string => KEYS[key] ?? key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Instants as everywhere else; words of our own lists without their underscores. */
function valueText(key: string, value: string): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return instantText(value);
  return key === "kind" || key === "state" ? value.replaceAll("_", " ") : value;
}

/** Hashes as first and last eight digits, ids as their first eight: enough to tell them apart by eye. */
export function shortHashes(text: string): string {
  return text
    .replace(/\b([0-9a-f]{8})[0-9a-f]{48}([0-9a-f]{8})\b/g, "$1…$2")
    .replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "$1…");
}
