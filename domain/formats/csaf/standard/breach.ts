import type { JsonObject } from "../../shared/values";

/** Names one place that breaks a test of CSAF 2.0: the test's section ("6.1.14"), what is wrong, a JSON pointer. */
export type Say = (section: string, detail: string, at: string) => void;

/** A rule of the standard: says each place that breaks it and never throws, whatever the document holds. */
export type Rule = (document: JsonObject, say: Say) => void;
