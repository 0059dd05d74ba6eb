"use client";

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { searchAnswer } from "../contracts/search";
import { getJson, systemPath } from "./http";

const SHOWN = 6;

/** The first places and names for what is typed; nothing is asked for less than two signs. */
const searchOptions = (system: string, q: string) =>
  queryOptions({
    queryKey: ["search", system, q] as const,
    queryFn: ({ signal }) => getJson(systemPath(system, `search?${new URLSearchParams({ q, limit: String(SHOWN) })}`), (value) => searchAnswer.parse(value), signal),
    enabled: q.length >= 2,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });

export const useSearch = (system: string, q: string) => useQuery(searchOptions(system, q));
