import { SPDX_LICENCE_IDS } from "../../spdx-licence-ids";
import { isObject } from "../../values";
import { isLicenceExpression } from "../licences";
import { acknowledgement, address, attachment, properties, reference } from "./common";
import { all, anObject, form, list, members, type Shape, text } from "./shape";

const CODE = "cyclonedx/licence";

const id = form((written) => SPDX_LICENCE_IDS.has(written), "cyclonedx/licence-id", "this id is not on the SPDX License List");
const expression = form(isLicenceExpression, CODE, "no SPDX licence expression");
const idOrName: Shape = (value, at, { notes }) => {
  if (!isObject(value)) return;
  const hasId = filled(value["id"]);
  if (!hasId && !filled(value["name"])) notes.warn(CODE, "a licence has an id or a name", at);
  if (hasId && filled(value["name"])) notes.warn(CODE, "a licence has an id or a name, not both", `${at}/name`);
};
const licence = all(
  members({ "bom-ref": reference, id, name: text, acknowledgement, text: attachment, url: address, licensing: anObject, properties }),
  idOrName,
);
const details = list(members({ "bom-ref": reference, licenseIdentifier: text, text: attachment, url: address }, ["licenseIdentifier"]));
const inExpression = members({ "bom-ref": reference, expression, expressionDetails: details, acknowledgement, licensing: anObject, properties });

const choice: Shape = (value, at, checking) => {
  if (!isObject(value)) return checking.notes.warn(CODE, "a licence choice is an object", at);
  const both = value["license"] !== undefined && value["expression"] !== undefined;
  if (both) return checking.notes.warn(CODE, "a licence or an expression, not both", `${at}/expression`);
  if (value["expression"] !== undefined) return inExpression(value, at, checking);
  if (!isObject(value["license"])) return checking.notes.warn(CODE, "a licence choice holds a licence or an expression", at);
  licence(value["license"], `${at}/license`, checking);
};

/** Until 1.7 a list held licences, or one expression alone. */
const notMixed: Shape = (value, at, { notes, version }) => {
  if (version === "1.7" || !Array.isArray(value) || value.length < 2) return;
  if (value.some((one) => isObject(one) && one["expression"] !== undefined)) notes.warn(CODE, "licences or one expression, not both", at);
};

/** Schema licenseChoice, with what is said about the list around it. */
export const licences: Shape = all(list(choice), notMixed);

function filled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
