import type { PacketDocument } from "../../domain/packets/model";
import type { Problem } from "../../domain/model/problem";

/** A file to travel inside the PDF: raw evidence as received. */
export interface Attachment {
  /** File name as the reader sees it; a name that occurs twice is numbered. */
  name: string;
  bytes: Uint8Array;
  mime: string;
  description: string;
}

/** Beyond these sizes a file is listed by its hash instead of being embedded. */
export const MAX_ATTACHED_BYTES = 2 * 1024 * 1024;
export const MAX_ATTACHED_BYTES_IN_ALL = 8 * 1024 * 1024;

/** One attachment as decided by the parent: `bytes` is null where the file is only listed. */
export interface PlannedAttachment {
  name: string;
  mime: string;
  description: string;
  sizeBytes: number;
  sha256: string;
  bytes: Uint8Array | null;
  /** Why it is only listed; null where it is embedded. */
  why: string | null;
}

/** Parent to child, once. `home` is the folder with the template and the font packages. */
export interface TypesetRequest {
  home: string;
  doc: PacketDocument;
  attachments: PlannedAttachment[];
}

/** Child to parent, once; then the child ends. */
export type TypesetAnswer = { ok: true; pdf: Uint8Array } | { ok: false; problem: Problem };
