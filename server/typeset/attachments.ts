import { createHash } from "node:crypto";
import { MAX_ATTACHED_BYTES, MAX_ATTACHED_BYTES_IN_ALL, type Attachment, type PlannedAttachment } from "./protocol";

const MIME = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/;
const MIB = 1024 * 1024;

/**
 * Decides which files are embedded and which are listed by hash alone: a file above 2 MiB, and every file that would
 * take the sum above 8 MiB, in the order given. Nothing is dropped without being said.
 */
export function planAttachments(attachments: readonly Attachment[]): PlannedAttachment[] {
  let sum = 0;
  return attachments.map(({ name, bytes, mime, description }) => {
    const why = reasonToList(bytes.byteLength, sum);
    if (why === null) sum += bytes.byteLength;
    return {
      name,
      description,
      mime: MIME.test(mime) ? mime : "application/octet-stream",
      sizeBytes: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: why === null ? bytes : null,
      why,
    };
  });
}

function reasonToList(sizeBytes: number, sumSoFar: number): string | null {
  if (sizeBytes > MAX_ATTACHED_BYTES) return `not attached: larger than ${MAX_ATTACHED_BYTES / MIB} MiB`;
  if (sumSoFar + sizeBytes > MAX_ATTACHED_BYTES_IN_ALL) {
    return `not attached: files in all above ${MAX_ATTACHED_BYTES_IN_ALL / MIB} MiB`;
  }
  return null;
}
