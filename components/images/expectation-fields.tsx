"use client";

import { useId } from "react";
import type { ExpectationAhead, ExpectationShape } from "../../contracts/expectation";
import { Field } from "../ui/field";

interface Given {
  draft: ExpectationShape;
  problems: ExpectationAhead["problems"];
  onChange: (next: ExpectationShape) => void;
}

const TEXTS = [
  ["sourceRepository", "Source repository", "Such as https://github.com/example/app. Left empty, every one will do."],
  ["builderId", "Builder", "The builder id of the provenance, with or without its @ref. Left empty, every one will do."],
  ["ref", "Branch or tag", "Such as refs/heads/main or refs/tags/v*: * is anything but /, ** anything. Left empty, every one will do."],
  ["workflow", "Workflow", "Its path as the provenance has it, such as .github/workflows/release.yml. Left empty, every one will do."],
] as const;

/** The five things that may be expected; an empty one expects nothing. */
export function ExpectationFields({ draft, problems, onChange }: Given) {
  const id = useId();
  return (
    <fieldset className="claim expected-fields">
      <legend className="vh">What every build of this image must come from</legend>
      {TEXTS.map(([field, label, help]) => (
        <Field
          key={field}
          label={label}
          help={help}
          mono
          value={draft[field] ?? ""}
          problem={problems.find((one) => one.at === `/${field}`)?.detail}
          onChange={(text) => onChange({ ...draft, [field]: text === "" ? null : text })}
        />
      ))}
      <div>
        <label htmlFor={id}>SLSA build level, at least</label>
        <select id={id} aria-describedby={`${id}-help`} value={draft.minimumLevel ?? ""} onChange={(event) => onChange({ ...draft, minimumLevel: event.target.value === "" ? null : (Number(event.target.value) as 1 | 2 | 3) })}>
          <option value="">any</option>
          <option value="1">L1: provenance exists</option>
          <option value="2">L2: signed by a hosted builder</option>
          <option value="3">L3: by an isolated builder</option>
        </select>
        <p id={`${id}-help`} className="small soft">
          What verified provenance has to support; unverified provenance meets none.
        </p>
      </div>
    </fieldset>
  );
}
