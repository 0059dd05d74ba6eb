import type { Notes } from "../shared/reading";
import { childNamed, ownText, type XmlElement } from "../shared/xml";

const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})$/i;
const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;

/** Addresses of the machine may stand several in a row; one that is none makes the checklist's subject doubtful. */
export function noteAsset(asset: XmlElement | null, notes: Notes): void {
  if (asset === null) {
    notes.warn("ckl/asset", "the checklist names no machine", "/CHECKLIST");
    return;
  }
  for (const [name, form] of [["HOST_IP", IP], ["HOST_MAC", MAC]] as const) {
    const stated = (ownText(childNamed(asset, name)) ?? "").slice(0, 4096).split(/[\s,;]+/).filter((part) => part !== "");
    if (stated.some((part) => !form.test(part))) notes.warn("ckl/asset", "an address of the machine is none", `/CHECKLIST/ASSET/${name}`);
  }
}
