import type { TrustSettings } from "../../../domain/verification/trust-settings";
import { sha256Hex } from "../../store";

/** Names settings by what they say: the same settings have the same name in every database. */
export const trustIdOf = (settings: TrustSettings): string => `sha256:${sha256Hex(JSON.stringify(settings)).slice(0, 16)}`;
