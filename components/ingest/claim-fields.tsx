import type { Claim } from "../../client/evidence";
import { Status } from "../ui/status";

const FIELDS = [
  {
    name: "image", label: "Image", placeholder: "registry.example/team/app",
    help: "The line it belongs to: registry and repository. Owner, clocks and exceptions hang on it. A new name makes a new line.",
  },
  {
    name: "digest", label: "Digest", placeholder: "sha256:…",
    help: "Of the manifest or index, never of a layer. Leave it empty when the files name it: what a file says itself weighs more than what you say here.",
  },
  {
    name: "tag", label: "Tag", placeholder: "1.4.2",
    help: "The tag that names this digest now. It makes the digest the current one of its line, and moves the tag if it named another.",
  },
] as const;

/** What the sender says the files are about: all of it may be left empty. */
export function ClaimFields({ claim, wrong, disabled, onChange }: {
  claim: Claim;
  wrong: Partial<Record<keyof Claim, string>>;
  disabled: boolean;
  onChange: (claim: Claim) => void;
}) {
  return (
    <fieldset className="claim">
      <legend>What they are about</legend>
      {FIELDS.map(({ name, label, placeholder, help }) => (
        <div key={name}>
          <label htmlFor={`claim-${name}`}>{label}</label>
          <input
            id={`claim-${name}`}
            type="text"
            className={name === "digest" ? "mono" : undefined}
            value={claim[name]}
            placeholder={placeholder}
            disabled={disabled}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`help-${name}`}
            aria-invalid={wrong[name] ? true : undefined}
            onChange={(event) => onChange({ ...claim, [name]: event.target.value.trim() })}
          />
          <p id={`help-${name}`} className="small soft">
            {wrong[name] && <Status tone="fail">{wrong[name]}</Status>} {help}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
