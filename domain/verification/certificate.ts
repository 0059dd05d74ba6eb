import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto";
import type { SignedEntity } from "@sigstore/verify";
import { decided } from "./check-list";
import type { Check } from "./model";

type LibraryCertificate = Extract<SignedEntity["key"], { $case: "certificate" }>["certificate"];

const ISSUER_V2 = "1.3.6.1.4.1.57264.1.8";
const ISSUER_V1 = "1.3.6.1.4.1.57264.1.1";
const USER_NAME = "1.3.6.1.4.1.57264.1.7";
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

export interface SigningCertificate {
  der: Buffer;
  key: KeyObject;
  /** OIDC issuer and subject as the certificate states them: a claim until the chain is proven. */
  issuer: string | null;
  subject: string | null;
  use: Check;
}

/** What a signing certificate says. Throws what the parsers throw; callers turn that into a failed step. */
export function readCertificate(der: Buffer, parsed: LibraryCertificate): SigningCertificate {
  const certificate = new X509Certificate(der);
  return {
    der,
    key: createPublicKey({ key: parsed.publicKey, format: "der", type: "spki" }),
    issuer: issuerOf(parsed),
    subject: subjectOf(parsed),
    use: useCheck(certificate, parsed),
  };
}

function issuerOf(parsed: LibraryCertificate): string | null {
  const current = parsed.extension(ISSUER_V2);
  const text =
    current === undefined
      ? parsed.extension(ISSUER_V1)?.value.toString("utf8")
      : current.valueObj.subs?.[0]?.value.toString("utf8");
  return text === undefined || text === "" ? null : text;
}

function subjectOf(parsed: LibraryCertificate): string | null {
  const names = parsed.extSubjectAltName;
  return names?.uri ?? names?.rfc822Name ?? names?.otherName(USER_NAME) ?? null;
}

function useCheck(certificate: X509Certificate, parsed: LibraryCertificate): Check {
  const uses = certificate.keyUsage ?? [];
  const authority =
    certificate.ca || parsed.extBasicConstraints?.isCA === true || parsed.extKeyUsage?.keyCertSign === true;
  const mayUse = parsed.extKeyUsage === undefined || parsed.extKeyUsage.digitalSignature;
  const got = `${authority ? "an authority" : "no authority"}; ${uses.includes(CODE_SIGNING) ? "code signing" : `uses ${uses.join(", ") || "none"}`}${mayUse ? "" : "; no digital signatures"}`;
  return decided(
    "certificate-use",
    !authority && mayUse && uses.includes(CODE_SIGNING),
    "no authority; code signing",
    got,
  );
}
