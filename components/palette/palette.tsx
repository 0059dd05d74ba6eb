"use client";

import { Dialog } from "@base-ui/react/dialog";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { useSearch } from "../../client/search";
import { Icon } from "../ui/icon";
import { escapeUntrusted } from "../ui/prepare-untrusted";
import { currentAsOf } from "./place-of";
import { prepareGroups, type PaletteItem } from "./prepare-palette";
import { recentDigests } from "./remembered";

interface Given {
  system: string;
  close: () => void;
  help: () => void;
}

/** Go anywhere by typing: pages, digests looked at before, and what the search finds. */
export default function Palette(given: Given) {
  const client = useMemo(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }), []);
  return (
    <QueryClientProvider client={client}>
      <Dialog.Root open onOpenChange={(open) => !open && given.close()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="palette-back" />
          <Dialog.Popup className="palette">
            <Dialog.Title className="vh">Command palette</Dialog.Title>
            <Commands {...given} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </QueryClientProvider>
  );
}

function Commands({ system, close, help }: Given) {
  const router = useRouter();
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { data, error, isFetching } = useSearch(system, q);
  const [recent] = useState(() => recentDigests(system));
  const [asOf] = useState(currentAsOf);
  const groups = prepareGroups({ system, q: text.trim(), asOf, recent, answer: text.trim().length >= 2 ? (data ?? null) : null });
  function choose(item: PaletteItem): void {
    if (item.href === null) return help();
    close();
    router.push(item.href);
  }
  return (
    <Command shouldFilter={false} loop label="Command palette">
      <div className="palette-find">
        <Icon name="glass" />
        <Command.Input value={text} onValueChange={setText} placeholder="CVE, package, image, digest or page" maxLength={200} />
        <kbd aria-hidden="true">Esc</kbd>
      </div>
      <Command.List label="Results">
        <Command.Empty>{isFetching ? "Searching…" : "Nothing here is called like that."}</Command.Empty>
        {groups.map((group) => (
          <Command.Group heading={group.title} key={group.title}>
            {group.items.map((item) => (
              <Command.Item key={item.id} value={item.id} onSelect={() => choose(item)}>
                <span className={item.mono ? "mono" : undefined}>{escapeUntrusted(item.label, 160)}</span>
                {item.note && <small>{escapeUntrusted(item.note, 120)}</small>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <p className="palette-foot" role="status">
        {error ? `The search did not answer: ${error.message}` : (data?.says && q.length >= 2 ? `${data.says.lead} ${data.says.rest}` : "Arrow keys move, Enter opens, Esc closes.")}
      </p>
    </Command>
  );
}
