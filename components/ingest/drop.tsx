"use client";

import { useState } from "react";

/** Files by dragging or by the browser's own picker; the picker is a plain input, so every keyboard can use it. */
export function Drop({ disabled, onFiles }: { disabled: boolean; onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled) onFiles([...event.dataTransfer.files]);
      }}
    >
      <div>
        <b>Drop files here</b>
        <p className="small soft">Manifest, config, SBOM, scan, provenance, VEX, signatures: in any order.</p>
      </div>
      <label className="btn">
        Choose files
        <input
          className="vh"
          type="file"
          multiple
          disabled={disabled}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </label>
    </div>
  );
}
