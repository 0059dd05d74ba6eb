import type { SearchAnswer, SearchCounts } from "../../../contracts/search";
import { figure } from "../../../domain/evaluation/words";

type Says = SearchAnswer["says"];

/** The first sentence of an answer: where it is, and what has been decided about it. */
export function searchSentence({ kind, q, counts, known, packages, images, digests }: Omit<SearchAnswer, "says">): Says {
  if (kind === "nothing-asked") return { lead: "Where is it?", rest: "A vulnerability, a package, a digest or an image." };
  if (counts && kind === "vulnerability") return flawSentence(counts);
  if (counts && kind === "package") return { lead: `${placesText(counts)}.`, rest: basisText(counts) };
  if (kind === "names") {
    const parts = [
      images.length > 0 ? figure(images.length, "image line") : "",
      digests.length > 0 ? figure(digests.length, "digest") : "",
      packages.length > 0 ? figure(packages.length, "package") : "",
    ].filter((part) => part !== "");
    return { lead: `${parts.join(", ")}.`, rest: "By part of the name." };
  }
  const held = `${figure(known.digests, "digest")} of this system`;
  return isFlawId(q)
    ? { lead: "Nothing found.", rest: `No scan of ${held} names it. That says nothing about digests that were not scanned.` }
    : { lead: "Nothing found.", rest: `Looked through ${held}.` };
}

function flawSentence(counts: SearchCounts): Says {
  if (counts.digests === 0 && counts.gone > 0) {
    return { lead: "In no digest any more.", rest: `${figure(counts.gone, "digest")} showed it before their newest complete scan.` };
  }
  const decided = [
    part(counts.notAffected, "not affected by VEX"), part(counts.fixedByVex, "fixed by VEX"), part(counts.excepted, "excepted"),
    part(counts.underInvestigation, "under investigation"), part(counts.open, "open"),
  ].filter((one) => one !== "");
  return { lead: `${placesText(counts)}${decided.length > 0 ? `; ${decided.join(", ")}` : ""}.`, rest: basisText(counts) };
}

const part = (count: number, words: string): string => (count > 0 ? `${count} ${words}` : "");

function placesText({ currentImages, digests }: SearchCounts): string {
  return `In ${figure(currentImages, "current image")}, ${figure(digests, "digest")}`;
}

function basisText({ current, byDeployment }: SearchCounts): string {
  if (current === 0) return "No current digest has it.";
  if (byDeployment === 0) return "Current is what tags name now: no inventory says what runs.";
  return byDeployment === current ? "Current is what runs, by inventory." : "Current is what runs by inventory, elsewhere what tags name now.";
}

/** Ids of the field: CVE-…, GHSA-…, GO-…, RHSA-…:…, DSA-…, ALAS…-…, OSV-…. */
const isFlawId = (text: string): boolean => /^[a-z]{2,12}\d{0,4}(?:-[a-z0-9]{2,12})?-[a-z0-9]{2,}[-:a-z0-9.]*$/i.test(text) && /\d/.test(text);
