import type { CheckId } from "../../../domain/verification/model";
import type { Carried } from "./alteration";
import { DIGEST, OTHER_DIGEST, signingText, statementText, type Recipe, type Style } from "./documents";

const payload =
  (statement: string, signing: string) =>
  (_given: Recipe, style: Style): string =>
    style === "envelope" ? statement : signing;

/** Recipes know no style, so content alterations come as a pair. */
export interface ContentAlteration {
  name: string;
  step: CheckId | Partial<Record<Carried, CheckId>>;
  text: (given: Recipe, style: Style) => string;
}

export const CONTENT: readonly ContentAlteration[] = [
  {
    name: "a statement about another digest",
    step: "subject",
    text: payload(statementText(OTHER_DIGEST), signingText(OTHER_DIGEST)),
  },
  {
    name: "a statement about nothing",
    step: "subject",
    text: payload(statementText(DIGEST, { subject: [] }), signingText("")),
  },
  {
    name: "a subject whose digest is a prefix",
    step: "subject",
    text: payload(statementText(DIGEST.slice(0, 63)), signingText(DIGEST.slice(0, 63))),
  },
  {
    name: "a subject with the digest under another algorithm's name",
    step: "subject",
    text: payload(
      statementText(DIGEST, { subject: [{ name: "x", digest: { sha512: DIGEST } }] }),
      signingText(DIGEST).replace("sha256:", "sha512:"),
    ),
  },
  {
    name: "the digest in the subject's name only",
    step: "subject",
    text: payload(
      statementText(OTHER_DIGEST).replace('"image"', `"sha256:${DIGEST}"`),
      signingText(OTHER_DIGEST).replace("example/app", `example/app@sha256:${DIGEST}`),
    ),
  },
  {
    name: "an unknown statement type",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "signed-type" },
    text: payload(
      statementText(DIGEST, { _type: "https://in-toto.io/Statement/v9" }),
      signingText(DIGEST, "something else"),
    ),
  },
  {
    name: "no statement type",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "signed-type" },
    text: payload(statementText(DIGEST, { _type: undefined }), signingText(DIGEST, "")),
  },
  {
    name: "a payload that is no JSON",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "structure" },
    text: () => "not json",
  },
  {
    name: "a payload that is a list",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "structure" },
    text: () => "[]",
  },
  {
    name: "two subjects under one key, the second ours",
    step: "duplicate-keys",
    text: payload(
      statementText(OTHER_DIGEST).replace(/}$/, `,"subject":[{"name":"x","digest":{"sha256":"${DIGEST}"}}]}`),
      signingText(OTHER_DIGEST).replace(/"type"/, `"image":{"docker-manifest-digest":"sha256:${DIGEST}"},"type"`),
    ),
  },
];
