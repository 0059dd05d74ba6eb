import { instant, textAt } from "../../values";
import { anObject, anything, form, list, members, type Shape, text, word } from "./shape";
import { ACKNOWLEDGEMENTS, ENCODINGS, REFERENCE_TYPES } from "./words";

const HASHES: ReadonlyMap<string, number> = new Map([
  ["MD5", 32], ["SHA-1", 40], ["SHA-256", 64], ["SHA-384", 96], ["SHA-512", 128], ["SHA3-256", 64], ["SHA3-384", 96], ["SHA3-512", 128],
  ["BLAKE2b-256", 64], ["BLAKE2b-384", 96], ["BLAKE2b-512", 128], ["BLAKE3", 64], ["Streebog-256", 64], ["Streebog-512", 128],
]);
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** A UUID may be written in capitals (RFC 9562 section 4); the XML schema knows one in braces too. */
const SERIAL = new RegExp(`^urn:uuid:(?:${UUID}|\\{${UUID}\\})$`, "i");
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/i;

export const serialNumber = form((written) => SERIAL.test(written), "cyclonedx/serial-number", "a serial number is a UUID behind urn:uuid:");
/** Zero times of year 1 are dates; what `instant` does not take of them is too early to mean anything. */
export const timestamp = form((written) => DATE_TIME.test(written) && (written < "1970" || instant(written) !== null), "cyclonedx/timestamp", "this is no date and time");
export const reference = form((written) => written !== "", "cyclonedx/empty-ref", "a reference has something in it");
/** IRI references (RFC 3987) may be relative; blanks and brackets stand in none. */
export const address = form((written) => !/[\s<>"{}|\\^`]/.test(written), "cyclonedx/address", "this is no address");
const email = form((written) => /^[^\s@]+@[^\s@]+$/.test(written), "cyclonedx/email", "this is no e-mail address");

export const property = members({ name: text, value: text }, ["name"]);
export const properties = list(property);
export const attachment = members({ contentType: text, encoding: word(ENCODINGS), content: text }, ["content"]);
export const contact = members({ "bom-ref": reference, name: text, email, phone: text });
export const organisation = members({ "bom-ref": reference, name: text, address: anObject, url: list(address), contact: list(contact) });
export const acknowledgement = word(ACKNOWLEDGEMENTS);

/** A hash by one of the standard's algorithms, as long as that algorithm makes them. */
export const hash: Shape = (value, at, { notes }) => {
  const length = HASHES.get(textAt(value, "alg") ?? "");
  if (length === undefined) return notes.warn("cyclonedx/hash-algorithm", "this hash algorithm is not one of the standard's", `${at}/alg`);
  const content = textAt(value, "content") ?? "";
  if (content.length !== length || !/^[0-9a-fA-F]+$/.test(content)) notes.warn("cyclonedx/hash", `this is no ${textAt(value, "alg") ?? ""} value`, `${at}/content`);
};
export const hashes = list(hash);

export const externalReferences = list(members({ url: address, comment: text, type: word(REFERENCE_TYPES), hashes, properties }, ["url", "type"]));
export const signature = anything;
