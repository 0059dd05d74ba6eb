/** The plain words and measures that every part of a packet is written in. */

/** RFC 3339 in UTC: "2026-11-20T09:30:00Z". Parts of seconds are allowed and not printed. */
export type Instant = string;

/** Calendar day in UTC: "2026-11-20". */
export type Day = string;

/** "sha256:" and 64 lower-case hex digits. */
export type DigestText = string;

/** 64 lower-case hex digits. */
export type HashText = string;

/** Id of a row of `evidence` ("E-02"); links to that row where it exists, else stays text. */
export type EvidenceId = string;

export type ResultWord = "pass" | "fail" | "not_applicable" | "needs_evidence" | "manual";

export type VerificationWord = "verified" | "invalid" | "unsigned" | "unknown";

export type SeverityWord = "critical" | "high" | "medium" | "low" | "none" | "unknown";

/** What the packet itself decides (image), is evidence toward (supports), or cannot answer (context). */
export type ClaimLevel = "image" | "supports" | "context";

/**
 * - breached: past its due instant, still present
 * - due_soon: running, due within the policy's warning span
 * - within: running, not yet due
 * - excepted: covered by an approved, unexpired exception; the due instant is kept
 * - stopped: by a fix or by a verified VEX statement of a trusted signer
 * - no_clock: the policy promises nothing for it (no policy, or no known severity)
 */
export type ClockState = "breached" | "due_soon" | "within" | "excepted" | "stopped" | "no_clock";

/** As in the register of evidence: how a file is tied to the digest. `context` is about the surroundings, not the digest. */
export type BindingWord = "subject" | "named" | "claimed" | "pending" | "conflict" | "context";

/** [critical, high, medium, low]; findings without a known severity are said in words elsewhere. */
export type SeverityCounts = [number, number, number, number];
