/** A CycloneDX BOM-Link (IANA urn:cdx): one bill of materials in one version, and with a fragment one thing in it. */
export interface BomLink {
  /** As a bill of materials writes it: "urn:uuid:<uuid>", lower case. */
  serialNumber: string;
  version: number;
  /** bom-ref of the thing meant, decoded; null = the whole document. */
  ref: string | null;
}

const LINK = /^urn:cdx:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/([1-9]\d{0,8})(?:#(.{1,4096}))?$/is;

/** Null for any text that is no whole BOM-Link. Never throws; a broken escape in the fragment is kept as written. */
export function parseBomLink(text: string): BomLink | null {
  const [, uuid, version, fragment] = LINK.exec(text) ?? [];
  if (uuid === undefined) return null;
  return { serialNumber: `urn:uuid:${uuid.toLowerCase()}`, version: Number(version), ref: fragment === undefined ? null : decoded(fragment) };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
