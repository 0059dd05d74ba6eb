"use client";

import { useEffect, useState } from "react";
import { Icon } from "./icon";

/** Copies exact text and says so, to the eye and politely to a screen reader. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), 2_500);
    return () => clearTimeout(timer);
  }, [said]);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      setSaid("Could not copy: select the text");
    }
  }
  return (
    <>
      <button className="copy" type="button" aria-label={label} title={label} onClick={() => void copy()}>
        <Icon name={said === "Copied" ? "ok" : "copy"} className="" />
      </button>
      <span className={said === "" ? "vh" : "copied"} role="status">
        {said}
      </span>
    </>
  );
}
