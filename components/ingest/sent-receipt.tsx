"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useReceipt } from "../../client/receipts";
import type { Receipt } from "../../contracts/receipt";
import { isWaiting, RECEIPT_STATES } from "../receipts/prepare-receipt";
import { ReceiptFiles } from "../receipts/receipt";
import { paths } from "../ui/prepare-paths";
import { Status } from "../ui/status";

/** The receipt that was just given, asked again until everything in it has been read. */
export default function SentReceipt(given: { first: Receipt; system: string; again: () => void }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Live {...given} />
    </QueryClientProvider>
  );
}

function Live({ first, system, again }: { first: Receipt; system: string; again: () => void }) {
  const { data, error } = useReceipt(first.id);
  const receipt = data ?? first;
  const state = RECEIPT_STATES[receipt.state];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="hand-in" aria-label="Receipt">
      <h2 className="ans" ref={heading} tabIndex={-1}>
        <b>{receipt.says.lead}</b>
        {receipt.says.rest}
      </h2>
      <p role="status">
        <Status tone={state.tone}>{state.word}</Status> <span className="soft">{state.means}</span>
      </p>
      {error && isWaiting(receipt.state) && <p className="note">The last look failed; asking again. The receipt is safe.</p>}
      <div className="hand-acts">
        <Link className="btn primary" href={paths.receipt(system, receipt.id)}>
          Open the receipt
        </Link>
        {receipt.pages.slice(0, 3).map((digest) => (
          <Link className="btn" href={paths.digest(system, digest)} key={digest}>
            Open {digest.slice(0, 15)}…
          </Link>
        ))}
        <button className="btn" type="button" onClick={again}>
          Hand in more
        </button>
      </div>
      <ReceiptFiles receipt={receipt} system={system} asOf={null} />
    </section>
  );
}
