"use client";

import { usePathname, useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { placeOf } from "./place-of";
import { actionOf, type KeyAction } from "./prepare-keys";
import { rememberDigest, singleKeysOn } from "./remembered";
import { copyDigest, moveRow, selectRow } from "./rows";

const Palette = lazy(() => import("./palette"));
const Help = lazy(() => import("./help"));

const SECOND_KEY_MS = 2_000;

/** When `g` was pressed. Kept beside the component: a page that is being left takes its own components with it. */
let waitingSince = 0;

/** Keys of the whole product. Palette and help are fetched when they are first asked for. */
export function Keyboard({ system }: { system: string }) {
  const router = useRouter();
  const path = usePathname();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  useRemember(system, path);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const action = actionOf({
        key: event.key, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey, typing: isTyping(event),
        waiting: waitingSince > 0 && event.timeStamp - waitingSince < SECOND_KEY_MS, single: singleKeysOn(),
      });
      waitingSince = action?.do === "wait" ? event.timeStamp : 0;
      if (!action) return;
      event.preventDefault();
      run(action);
    }
    function run(action: KeyAction): void {
      if (action.do === "palette") setOpen((now) => (now === "palette" ? null : "palette"));
      if (action.do === "help") setOpen("help");
      if (action.do === "search") focusSearch();
      if (action.do === "move") moveRow(action.by);
      if (action.do === "select") selectRow();
      if (action.do === "copy") copyDigest();
      if (action.do === "go") router.push(placeOf(system, action.to));
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, system]);
  const close = () => setOpen(null);
  return (
    <Suspense fallback={null}>
      {open === "palette" && <Palette system={system} close={close} help={() => setOpen("help")} />}
      {open === "help" && <Help close={close} />}
    </Suspense>
  );
}

/** In a field a key is a letter; in a dialog it belongs to the dialog. */
const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.closest("input:not([type='checkbox']), textarea, select, [contenteditable], [role='dialog']") !== null;

function focusSearch(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('form[role="search"] input[type="search"]')];
  const box = boxes.find((one) => one.offsetParent !== null);
  box?.focus();
  box?.select();
}

/** Digests that were looked at are offered again. */
function useRemember(system: string, path: string): void {
  useEffect(() => {
    const digest = /\/digests\/(sha256:[0-9a-f]{64})$/.exec(decodeURIComponent(path))?.[1];
    if (!digest) return;
    rememberDigest(system, { digest, title: (document.querySelector("main h1")?.textContent ?? "").trim().slice(0, 200) });
  }, [system, path]);
}
