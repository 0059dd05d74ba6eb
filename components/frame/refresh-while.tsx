"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server again while work is under way, never faster than every five seconds and only while looked at. */
export function RefreshWhile({ active, everyMs = 5_000 }: { active: boolean; everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [active, everyMs, router]);
  return null;
}
