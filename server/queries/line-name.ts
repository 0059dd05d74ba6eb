import { parseImageName } from "../../domain/model/image-name";

/** The canonical line name behind what somebody typed; what is no name stays as it is and finds nothing. */
export function lineName(text: string): string {
  const parsed = parseImageName(text);
  return parsed.ok ? parsed.value.name : text;
}
