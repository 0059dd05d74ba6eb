import { setPacket } from "./set-packet";
import type { TypesetAnswer, TypesetRequest } from "./protocol";

/** Sets one packet and ends. Started by typeset.ts with an empty environment, a memory limit and a kill timer. */
async function answer(request: TypesetRequest): Promise<TypesetAnswer> {
  try {
    const result = await setPacket(request);
    return result.ok ? { ok: true, pdf: result.value } : result;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: { code: "typeset/failed", detail: detail.slice(0, 1_500) } };
  }
}

process.once("message", (request) => {
  void answer(request as TypesetRequest).then((reply) => {
    process.send?.(reply, undefined, {}, () => process.disconnect());
  });
});
