import type { HistoryEvent } from "../../contracts/pages";

/** "evidence.received" → "Evidence received". */
export function actionText(action: string): string {
  const words = action.replaceAll(/[._-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The object and the plain values of an event's details: "document 1f…, room trivy, state read". Nested values are left out. */
export function detailsText(event: Pick<HistoryEvent, "object" | "details">): string {
  const parts = Object.entries(event.details)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value) && value !== "")
    .map(([key, value]) => `${key} ${String(value)}`);
  return [event.object, ...parts].filter((part) => part !== "").join(", ");
}
