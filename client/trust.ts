"use client";

import { trustAhead, trustDecided, trustProposed, trustRootImported, trustVerdict, type TrustAhead, type TrustSettingsShape, type TrustVerdict } from "../contracts/trust";
import { sendJson, systemPath } from "./http";

/** Everything wrong with the settings; with `judge`, also what signed documents would become. */
export const lookAtTrust = (system: string, settings: TrustSettingsShape, judge: boolean, signal?: AbortSignal): Promise<TrustAhead> =>
  sendJson("POST", systemPath(system, "trust/preview"), JSON.stringify({ settings, judge }), (value) => trustAhead.parse(value), signal);

export const proposeTrust = (system: string, proposal: { settings: TrustSettingsShape; reason: string; baseVersion: number }): Promise<{ id: string; effectiveAt: string }> =>
  sendJson("POST", systemPath(system, "trust/changes"), JSON.stringify(proposal), (value) => trustProposed.parse(value));

export const decideTrust = (system: string, change: string, decision: "approved" | "refused" | "withdrawn"): Promise<{ version: number | null }> =>
  sendJson("POST", systemPath(system, `trust/changes/${encodeURIComponent(change)}/decision`), JSON.stringify({ decision }), (value) => trustDecided.parse(value));

export const importRoot = async (system: string, file: File, source: string): Promise<{ sha256: string; held: boolean }> =>
  sendJson("POST", systemPath(system, `trust/roots?${new URLSearchParams({ source })}`), await file.arrayBuffer(), (value) => trustRootImported.parse(value));

export interface TestAsked {
  file: File;
  digest: string;
  image: string;
  annotations: Record<string, string> | null;
  settings: TrustSettingsShape | null;
}

export async function testTrust(system: string, { file, digest, image, annotations, settings }: TestAsked): Promise<TrustVerdict> {
  const asked = {
    document: base64Of(new Uint8Array(await file.arrayBuffer())), fileName: file.name.slice(0, 255), digest, image: image === "" ? null : image, annotations,
    ...(settings === null ? {} : { settings }),
  };
  return sendJson("POST", systemPath(system, "trust/test"), JSON.stringify(asked), (value) => trustVerdict.parse(value));
}

const PIECE = 32_768;

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
