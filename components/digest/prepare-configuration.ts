import type { DigestConfigurationTab } from "../../contracts/pages";

type Config = NonNullable<DigestConfigurationTab["config"]>;

export interface ConfigFact {
  name: string;
  values: string[];
  /** What an empty list means. */
  none: string;
  mono: boolean;
}

/** The config as facts. What is absent is said in words: an unset user runs as root. */
export function configFacts(config: Config): ConfigFact[] {
  const fact = (name: string, values: string[], none: string, mono = true): ConfigFact => ({ name, values, none, mono });
  return [
    fact("User", config.user ? [config.user] : [], "not set: runs as root"),
    fact("Entrypoint", config.entrypoint ? [shown(config.entrypoint)] : [], "not set"),
    fact("Command", config.cmd ? [shown(config.cmd)] : [], "not set"),
    fact("Working directory", config.workingDir ? [config.workingDir] : [], "not set: /"),
    fact("Exposed ports", config.exposedPorts, "none declared"),
    fact("Volumes", config.volumes, "none declared"),
    fact("Health check", config.healthcheck ? [shown(config.healthcheck.test)] : [], "none in the image"),
    fact("Stop signal", config.stopSignal ? [config.stopSignal] : [], "not set"),
    fact("Environment", config.env.map((item) => `${item.name}=${item.value}`), "empty"),
    fact("Labels", Object.entries(config.labels).map(([name, value]) => `${name}=${value}`), "none"),
  ];
}

const shown = (argv: string[]): string => JSON.stringify(argv);

/** Root, non-root or not known: the first thing anybody asks of a configuration. */
export function configSentence(config: Config | null, index = false): { lead: string; rest: string } {
  if (!config && index) return { lead: "An index has no configuration of its own.", rest: "Each platform has one." };
  if (!config) return { lead: "The image config is not held.", rest: "Nothing about user, entrypoint or ports is known." };
  const user = (config.user ?? "").split(":")[0] ?? "";
  if (user === "" || user === "0" || user === "root") return { lead: "It runs as root", rest: `${user === "" ? "because no user is set" : `by its user “${config.user}”`}, unless the deployment sets another.` };
  const named = /^\d+$/.test(user) ? "" : ", a name that only the image can resolve";
  return { lead: "It is set not to run as root:", rest: `its user is “${config.user}”${named}. A deployment can set another.` };
}
