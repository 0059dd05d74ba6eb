import { isObject, textAt } from "../../values";
import { address, attachment, contact, externalReferences, hashes, organisation, properties, reference, signature, timestamp } from "./common";
import { licences } from "./licence";
import { all, anObject, anything, flag, later, list, members, type Shape, text, whole, word } from "./shape";
import { COMPONENT_TYPES, FLOWS, ISSUE_TYPES, PATCH_TYPES, SCOPES } from "./words";

const issueType = word(ISSUE_TYPES, "cyclonedx/issue-type", "a patch resolves a defect, an enhancement or a security issue");
const issue = all(
  members({ type: issueType, id: text, name: text, description: text, source: members({ name: text, url: address }), references: list(address) }),
  (value, at, { notes }) => {
    if (isObject(value) && value["type"] === undefined) notes.warn("cyclonedx/issue-type", "a patch resolves a defect, an enhancement or a security issue", `${at}/type`);
  },
);
export const issues = list(issue);

const action = members({ timestamp, name: text, email: text });
const commit = members({ uid: text, url: address, author: action, committer: action, message: text });
const patch = members({ type: word(PATCH_TYPES), diff: members({ text: attachment, url: address }), resolves: issues }, ["type"]);
const pedigree = members({
  ancestors: later(() => components), descendants: later(() => components), variants: later(() => components),
  commits: list(commit), patches: list(patch), notes: text,
});

const swid: Shape = (value, at, checking) => {
  if (isObject(value) && typeof value["tagId"] !== "string") checking.notes.warn("cyclonedx/swid", "a SWID tag has a tagId", `${at}/tagId`);
  members({ tagId: text, name: text, version: text, tagVersion: whole, patch: flag, text: attachment, url: address })(value, at, checking);
};

/** A component states its type; which range of versions it means it may say only of one that comes from elsewhere. */
const ofType: Shape = (value, at, { notes }) => {
  if (!isObject(value)) return;
  if (textAt(value, "type") === null) notes.warn("cyclonedx/component-type", "a component states its type", `${at}/type`);
  if (value["name"] === undefined) notes.warn("cyclonedx/missing-member", "the standard asks for this member", `${at}/name`);
  if (value["versionRange"] === undefined) return;
  if ("version" in value) notes.warn("cyclonedx/version-range", "a component has a version or a range, not both", `${at}/versionRange`);
  else if (value["isExternal"] !== true) notes.warn("cyclonedx/version-range", "only an external component has a range of versions", `${at}/versionRange`);
};

const type = all(text, (value, at, { notes }) => {
  if (typeof value === "string" && value !== "" && !COMPONENT_TYPES.has(value)) notes.warn("cyclonedx/component-type", "this type is not one of the standard's", at);
});

const evidence = members({ identity: anything, occurrences: anything, callstack: anObject, licenses: licences, copyright: anything });

export const component: Shape = all(
  ofType,
  members({
    type, "mime-type": text, "bom-ref": reference, supplier: organisation, manufacturer: organisation, authors: list(contact), author: text, publisher: text,
    group: text, name: text, version: text, versionRange: text, isExternal: flag, description: text, scope: word(SCOPES), hashes, licenses: licences,
    copyright: text, patentAssertions: anything, cpe: text, purl: text, omniborId: list(text), swhid: list(text), swid, modified: flag, pedigree,
    externalReferences, components: later(() => components), evidence, releaseNotes: anObject, modelCard: anObject, data: anything, cryptoProperties: anObject,
    properties, tags: list(text), signature,
  }),
);
export const components: Shape = list(component);

const flow = members(
  { flow: word(FLOWS), classification: text, name: text, description: text, governance: anObject, source: list(text), destination: list(text) },
  ["flow", "classification"],
);

const service: Shape = members(
  {
    "bom-ref": reference, provider: organisation, group: text, name: text, version: text, description: text, endpoints: list(address), authenticated: flag,
    "x-trust-boundary": flag, trustZone: text, data: list(flow), licenses: licences, patentAssertions: anything, externalReferences,
    services: later(() => services), releaseNotes: anObject, properties, tags: list(text), signature,
  },
  ["name"],
);
export const services: Shape = list(service);

const listedTools = list(members({ vendor: text, name: text, version: text, hashes, externalReferences }));
const toolParts = members({ components, services });

/** Tools as a list (until 1.4) or as components and services (from 1.5). */
export const tools: Shape = (value, at, checking) => (Array.isArray(value) ? listedTools : toolParts)(value, at, checking);
