/** The payload is `{"a":1}`. */
export const example = { payloadType: "application/vnd.in-toto+json", payload: "eyJhIjoxfQ==", signatures: [{ keyid: "k1", sig: "AA==", cert: "x" }, { sig: "AA==" }] };
