import { RULES_REVISION } from "../../../domain/evaluation/rules-revision";

/** Raised when a finding row is made otherwise out of the same finding, so that every row is written again. */
export const ROWS_REVISION = 1;

/** Raised when a clock is made otherwise out of the same findings, so that all of them are made again. */
export const CLOCKS_REVISION = 1;

/**
 * What a stored answer was made by. Digests whose answer was made by a lower one are evaluated again by the worker; so it
 * is a sum, which two versions that run side by side do not raise in turns.
 */
export const EVALUATION_REVISION = RULES_REVISION + ROWS_REVISION + CLOCKS_REVISION;
