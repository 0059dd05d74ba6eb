import type { ImageConfigFacts } from "../model/document";

export interface ConfigSign {
  fact: string;
  points: "shell" | "debug";
  pointer: string;
}

const SHELL_PATH = /^(?:\/(?:usr\/)?(?:local\/)?s?bin\/|\/busybox\/)?(?:sh|bash|dash|ash|zsh|ksh|busybox)$/;

/** What the image configuration says about a shell being there, or about a debug variant. */
export function configSigns(config: ImageConfigFacts): ConfigSign[] {
  const signs: ConfigSign[] = [];
  for (const [key, command] of [["Entrypoint", config.entrypoint], ["Cmd", config.cmd]] as const) {
    const first = command?.[0];
    if (first === undefined || !SHELL_PATH.test(first)) continue;
    signs.push({ fact: `${key} starts ${first}`, points: "shell", pointer: `/config/${key}` });
    if (first.startsWith("/busybox/")) signs.push({ fact: `${key} starts a shell in /busybox`, points: "debug", pointer: `/config/${key}` });
  }
  if (config.healthcheck?.test[0] === "CMD-SHELL") signs.push({ fact: "The health check is run by a shell", points: "shell", pointer: "/config/Healthcheck" });
  const path = config.env.find((one) => one.name === "PATH")?.value ?? "";
  if (path.split(":").includes("/busybox")) signs.push({ fact: "PATH contains /busybox, as debug variants set it", points: "debug", pointer: "/config/Env" });
  const runs = config.history.filter((one) => !one.emptyLayer && isRun(one.createdBy ?? "")).length;
  if (runs > 0) signs.push({ fact: `${runs} build ${runs === 1 ? "step was" : "steps were"} run by a shell in layers of this image`, points: "shell", pointer: "/history" });
  return signs;
}

/** A step that executed something in the image; the older builder wrote metadata steps as "#(nop)". */
export function isRun(createdBy: string): boolean {
  if (createdBy.includes("#(nop)")) return false;
  return /^(?:RUN\s+)?(?:\|\d+ .{0,4096}?)?\/bin\/(?:ba|da|a)?sh -c/.test(createdBy) || createdBy.startsWith("RUN ");
}
