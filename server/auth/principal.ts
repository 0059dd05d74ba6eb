import type { Actor, SystemContext } from "../store";
import type { Role } from "./permissions";

/** Who asks, before anything is said about what they may do. */
export type Principal =
  | { kind: "anonymous"; why: string }
  | { kind: "user"; id: string; name: string; email: string; isAdmin: boolean; sessionId: string }
  | { kind: "token"; id: string; name: string; systemId: string; role: string; imageGlob: string | null };

export interface SystemRow {
  id: string;
  name: string;
  title: string;
  sample: boolean;
}

/** A principal in a system whose permission has been checked: what queries and services take. */
export interface Ctx extends SystemContext {
  system: SystemRow;
  principal: Principal;
  role: Role;
  /** All systems the person may open, where the page has asked already. */
  systems?: SystemRow[];
}

export function actorOf(principal: Principal): Actor {
  if (principal.kind === "user") return { kind: "user", id: principal.id, name: principal.email };
  if (principal.kind === "token") return { kind: "token", id: principal.id, name: principal.name, ...(principal.imageGlob === null ? {} : { images: principal.imageGlob }) };
  throw new Error("Nobody acts: an anonymous principal has no actor.");
}
