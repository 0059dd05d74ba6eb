export { closeStores, openStore, readSystem, storeFor, webStore, withSystem } from "./client";
export type { Actor, Store, StoreOptions, StoreRole, SystemContext, Tx } from "./client";
export { contentId, imageIdOf, NO_LINE, policyVersionIdOf, sha256Hex, systemIdOf, uuidOf } from "./ids";
export { hashing, rows, rowsMany, run, runMany, sortedBy, type SqlValue } from "./sql";
export { Prisma } from "./generated/client";
export { loadEvidence, readChunk, readEvidence } from "./evidence-bytes";
