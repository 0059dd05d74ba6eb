import Link from "next/link";
import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestProvenanceTab } from "../../contracts/pages";
import { Chip } from "../ui/chip";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { attestationsOf, signerUntrusted } from "./prepare-provenance";
import { prepareChecks } from "./prepare-lineage";
import { verificationView } from "./prepare-evidence";
import { Checks } from "./summary-lineage";
import type { Place } from "./place";

/** The state in words; what is not verified is said as loudly as what failed. */
export function VerificationWord({ item }: { item: EvidenceItem }) {
  const view = verificationView(item);
  return <Status tone={view.tone}>{view.word}</Status>;
}

/** Every attestation and signature about the digest with each step of its verification. */
export function ProvenanceAttestations({ tab, place }: { tab: DigestProvenanceTab; place: Place }) {
  const items = attestationsOf(tab.evidence);
  const verified = items.filter((item) => item.verification.state === "verified").length;
  return (
    <Section title="Attestations and signatures">
      <p className="ans">
        {items.length === 0 ? <b>None is held.</b> : <><b>{items.length - verified} of {items.length} not verified.</b> What is not verified proves nothing, whatever it says.</>}
      </p>
      {verified < items.length && (
        <p className="note">
          <Link href={paths.trust(place.system, "signers")}>How to trust a signer</Link>, or <Link href={paths.trust(place.system, "test")}>test a document</Link> against the settings.
        </p>
      )}
      {items.map((item) => (
        <article className="prov" key={item.documentId}>
          <h3 className="wrap-any">
            {item.id && `${item.id}: `}
            <Untrusted text={item.title} limit={240} />
          </h3>
          <p className="chips">
            <VerificationWord item={item} /> <Chip evidence={item} system={place.system} digest={place.digest} />
          </p>
          <Signing item={item} />
          {signerUntrusted(item) && (
            <p className="small">
              Nobody who is trusted for this image has been found to sign it. <Link href={paths.trust(place.system, "signers")}>How to trust a signer</Link>
            </p>
          )}
          <Steps item={item} />
        </article>
      ))}
    </Section>
  );
}

/** Steps of what is verified are folded away; those of anything else stand open. */
function Steps({ item }: { item: EvidenceItem }) {
  const checks = prepareChecks([item]);
  if (checks.length === 0) return <p className="note">No step was made: there is no signature that could be looked at, or nobody is trusted yet.</p>;
  const passed = checks.filter(({ ok }) => ok === true).length;
  return (
    <details open={item.verification.state !== "verified"}>
      <summary>
        {passed} of {plural(checks.length, "step")} passed
      </summary>
      <Checks checks={checks} />
    </details>
  );
}

function Signing({ item }: { item: EvidenceItem }) {
  const { signer, issuer, signedAt, log, root, policy, rule } = item.verification;
  const rows: [string, React.ReactNode][] = [
    ["Signer", signer === null ? null : <Untrusted text={signer} limit={300} />],
    ["Vouched for by", issuer === null ? null : <Untrusted text={issuer} limit={300} />],
    ["Signed", signedAt.length === 0 ? null : <Instant at={signedAt[0] ?? ""} />],
    ["Transparency log", log.length === 0 ? null : <>entry {log.map(({ index }) => index).join(", ")}</>],
    ["Trust root", root === null ? null : <Untrusted text={root} limit={200} />],
    ["Trust settings", policy === null ? null : <><Untrusted text={policy} limit={120} />{rule !== null && <>, rule <Untrusted text={rule} limit={80} /></>}</>],
  ];
  const said = rows.filter(([, value]) => value !== null);
  if (said.length === 0) return null;
  return (
    <dl className="kv wide-kv">
      {said.map(([name, value]) => (
        <div className="kv-row" key={name}>
          <dt>{name}</dt>
          <dd className="mono wrap-any">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
