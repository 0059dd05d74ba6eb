"use client";

import type { TrustAhead, TrustSettingsShape, TrustVerdict } from "../contracts/trust";
import { sendJson, systemPath } from "./http";

const shapes = () => import("../contracts/trust");

/** Everything wrong with the settings; with `judge`, also what signed documents would become. */
export const lookAtTrust = (system: string, settings: TrustSettingsShape, judge: boolean, signal?: AbortSignal): Promise<TrustAhead> =>
  sendJson("POST", systemPath(system, "trust/preview"), JSON.stringify({ settings, judge }), async () => (await shapes()).trustAhead, signal);

export const proposeTrust = (system: string, proposal: { settings: TrustSettingsShape; reason: string; baseVersion: number }): Promise<{ id: string; effectiveAt: string }> =>
  sendJson("POST", systemPath(system, "trust/changes"), JSON.stringify(proposal), async () => (await shapes()).trustProposed);

export const decideTrust = (system: string, change: string, decision: "approved" | "refused" | "withdrawn"): Promise<{ version: number | null }> =>
  sendJson("POST", systemPath(system, `trust/changes/${encodeURIComponent(change)}/decision`), JSON.stringify({ decision }), async () => (await shapes()).trustDecided);

export const importRoot = async (system: string, file: File, source: string): Promise<{ sha256: string; held: boolean }> =>
  sendJson("POST", systemPath(system, `trust/roots?${new URLSearchParams({ source })}`), await file.arrayBuffer(), async () => (await shapes()).trustRootImported);

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
  return sendJson("POST", systemPath(system, "trust/test"), JSON.stringify(asked), async () => (await shapes()).trustVerdict);
}

const PIECE = 32_768;

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
