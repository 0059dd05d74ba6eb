import type { Framework, FrameworkText } from "../control";
import { base } from "./rules/base";
import { content, setuid } from "./rules/content";
import { flaws } from "./rules/flaws";
import { health } from "./rules/health";
import { add, authenticity, refresh } from "./rules/history";
import { secrets } from "./rules/secrets";
import { gate, signatures } from "./rules/signing";
import { user } from "./rules/user";
import texts from "./texts.json";

/** Section 4 of the CIS Docker Benchmark: container images and build files. */
export const cisDocker: Framework = {
  text: texts as FrameworkText,
  revision: 3,
  rules: {
    "4.1": user, "4.2": base, "4.3": content, "4.4": flaws, "4.5": signatures, "4.6": health,
    "4.7": refresh, "4.8": setuid, "4.9": add, "4.10": secrets, "4.11": authenticity, "4.12": gate,
  },
};
