"use client";

import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { pageOf } from "../contracts/common";
import { finding, type FindingFilters } from "../contracts/finding";
import { getJson, systemPath } from "./http";

type Filters = Partial<Omit<FindingFilters, "cursor">>;

const page = pageOf(finding);

export function findingsUrl(system: string, digest: string, filters: Filters, cursor: string | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
  if (cursor) query.set("cursor", cursor);
  return systemPath(system, `digests/${digest}/findings?${query}`);
}

/** Findings of a digest, page after page, with the filters of the address. */
export const findingsOptions = (system: string, digest: string, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ["findings", system, digest, filters] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<z.infer<typeof page>> => getJson(findingsUrl(system, digest, filters, pageParam), (value) => page.parse(value), signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const useFindings = (system: string, digest: string, filters: Filters) => useInfiniteQuery(findingsOptions(system, digest, filters));
