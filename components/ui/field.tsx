"use client";

import { useId } from "react";

/** A labelled text field with a word of help; `problem` is what the server says is wrong with it. */
export function Field({ label, help, value, mono = false, lines = 1, problem, onChange }: {
  label: string;
  help: string;
  value: string;
  mono?: boolean;
  lines?: number;
  problem?: string | undefined;
  onChange: (text: string) => void;
}) {
  const id = useId();
  const given = { id, value, className: mono ? "mono" : undefined, autoComplete: "off", spellCheck: false, "aria-describedby": `${id}-help`, "aria-invalid": problem === undefined ? undefined : true };
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {lines === 1 ? (
        <input type="text" {...given} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea rows={lines} {...given} onChange={(event) => onChange(event.target.value)} />
      )}
      <p id={`${id}-help`} className={problem === undefined ? "small soft" : "small wrong"}>
        {problem ?? help}
      </p>
    </div>
  );
}
