import { cyclonedxJson } from "./cyclonedx-json";
import { ociConfig } from "./oci-config";
import { ociIndex } from "./oci-index";
import { ociManifest } from "./oci-manifest";
import type { FormatRoom } from "./room";

/** Every format that is read. A new one is its folder and its line here; nothing else knows a format by name. */
export const rooms: readonly FormatRoom[] = [
  ociIndex,
  ociManifest,
  ociConfig,
  cyclonedxJson,
];

export function roomById(id: string): FormatRoom | undefined {
  return rooms.find((room) => room.id === id);
}
