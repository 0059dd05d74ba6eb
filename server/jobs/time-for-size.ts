const BYTES_PER_SECOND = 4 * 1024 * 1024;

/** Seconds beside those for any file: what is hashed and passed over in a large archive takes its time. */
export const moreSeconds = (sizeBytes: number): number => Math.floor(sizeBytes / BYTES_PER_SECOND);
