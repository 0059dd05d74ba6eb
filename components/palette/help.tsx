"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { KEYS } from "./prepare-keys";
import { setSingleKeys, singleKeysOn } from "./remembered";

/** The keys, and the switch that turns single ones off: speech input and screen readers press letters too. */
export default function Help({ close }: { close: () => void }) {
  const [on, setOn] = useState(singleKeysOn);
  function change(next: boolean): void {
    setSingleKeys(next);
    setOn(next);
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="palette-back" />
        <Dialog.Popup className="palette keys">
          <Dialog.Title>Keyboard</Dialog.Title>
          <dl>
            {KEYS.map(({ keys, does }) => (
              <div key={does} className={on || keys[0] === "Ctrl" || keys[0] === "Enter" ? undefined : "off-keys"}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label className="switch">
            <input type="checkbox" checked={on} onChange={(event) => change(event.target.checked)} /> Single-key shortcuts, in this browser
          </label>
          <Dialog.Close className="btn">Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
