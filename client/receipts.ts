"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { receipt } from "../contracts/receipt";
import { getJson } from "./http";

const receiptKey = (id: string) => ["receipt", id] as const;

/** A receipt, asked again every second until it has been read. */
const receiptOptions = (id: string) =>
  queryOptions({
    queryKey: receiptKey(id),
    queryFn: ({ signal }) => getJson(`/api/v1/receipts/${encodeURIComponent(id)}`, (value) => receipt.parse(value), signal),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "stored" || state.data.state === "processing" ? 1_000 : false),
  });

export const useReceipt = (id: string) => useQuery(receiptOptions(id));
