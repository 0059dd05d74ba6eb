"use client";

import { useEffect, useRef, useState } from "react";
import { askPacket, type PacketAsk } from "./ask-packet";

/** PDF and JSON of the packet. While the worker builds it the button says so; it is safe to leave the page. */
export function PacketButtons({ pdf, json, ready }: { pdf: string; json: string; ready: boolean }) {
  const [state, setState] = useState<PacketAsk>({ state: "idle" });
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  async function fetchPacket(event: React.MouseEvent<HTMLAnchorElement>): Promise<void> {
    event.preventDefault();
    if (state.state === "building") return;
    setState({ state: "building", seconds: 0 });
    const answer = await askPacket(pdf, (seconds) => {
      if (alive.current) setState({ state: "building", seconds });
      return alive.current;
    });
    if (!alive.current) return;
    setState(answer);
    if (answer.state === "ready") download(pdf);
  }

  if (!ready) return <span className="small muted">A packet can be built once the digest is evaluated.</span>;
  return (
    <>
      <a className="btn" href={json} download>
        Packet as JSON
      </a>
      <a className="btn primary" href={pdf} onClick={(event) => void fetchPacket(event)} aria-disabled={state.state === "building"}>
        {state.state === "building" ? "Building the packet …" : "Packet as PDF"}
      </a>
      <span className={state.state === "failed" ? "small" : "vh"} role="status">
        {words(state)}
      </span>
    </>
  );
}

/** The browser's own download: its bytes never pass through this page's memory. */
function download(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

function words(state: PacketAsk): string {
  if (state.state === "building") return state.seconds < 5 ? "The packet is being built." : "Still building. You may leave this page.";
  if (state.state === "ready") return "The packet is ready and is being downloaded.";
  return state.state === "failed" ? state.why : "";
}
