import type { TrustDetail } from "../../contracts/trust";
import type { TRUST_TABLES } from "../../contracts/table";
import type { ShellFrame } from "../../contracts/pages";
import { Instant } from "../ui/instant";
import { Section } from "../ui/section";
import { Taken } from "../ui/taken";
import { TrustEditor } from "./editor";
import { TrustHistory } from "./history";
import { ImportRoot } from "./import-root";
import { OpenChanges } from "./open-changes";
import { trustSentence } from "./prepare-trust";
import { AcceptedTokens, TrustRoots } from "./roots-and-tokens";
import { RuleList } from "./rule-list";
import { TestBox } from "./test-box";

/** Whose signatures are believed here, how it came to that, and how to change it. */
export function Trust({ shell, trust }: { shell: ShellFrame; trust: TrustDetail }) {
  const system = shell.system.name;
  const at = (table: (typeof TRUST_TABLES)[number]) => ({ system, list: "trust/tables", query: { table } });
  const admin = shell.person.role === "admin";
  const { lead, rest } = trustSentence(trust);
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <span>Settings</span>
        <span aria-hidden="true">/</span>
        <span>Trust</span>
      </nav>
      <h1 className="ans page-title">
        <b>{lead}</b>
        {rest}
      </h1>
      <p className="note">
        Version {trust.version}
        {trust.effectiveFrom !== null && (
          <>
            , in force since <Instant at={trust.effectiveFrom} />
          </>
        )}
        . A change waits for a second administrator or 24 hours; then every signature is judged again, and earlier verdicts stay.
      </p>
      <Section title="Trusted signers" id="signers">
        <RuleList rules={trust.settings.rules} keys={trust.keys} caption="Trusted signers" />
        {trust.settings.rules.length > 0 && <Taken {...at("signers")} of="trusted signers" />}
      </Section>
      <Section title="Open changes" id="changes">
        <OpenChanges trust={trust} system={system} admin={admin} />
        {trust.open.length > 0 && <Taken {...at("changes")} of="open changes" />}
      </Section>
      <Section title="Unsigned reports" reference="Bills of materials and scans; never VEX">
        <AcceptedTokens tokens={trust.tokens} ids={trust.settings.acceptUnsignedFrom} />
        {trust.settings.acceptUnsignedFrom.length > 0 && <Taken {...at("tokens")} of="tokens" />}
      </Section>
      <Section title="Trust roots">
        <TrustRoots roots={trust.roots} />
        <Taken {...at("roots")} of="trust roots" />
        {admin && <ImportRoot system={system} />}
      </Section>
      <Section title="Test a document" id="test">
        <p className="ans">
          <b>Would it be verified?</b> Judged as at ingest, step by step and rule by rule.
        </p>
        <TestBox system={system} proposals={trust.open.map(({ id, reason, settings }) => ({ id, label: `the open change: ${reason.slice(0, 80)}`, settings }))} />
      </Section>
      {admin && (
        <Section title="Propose a change" id="propose">
          <p className="ans">
            <b>Write it, look what it would do, and ask for it.</b> You cannot approve what you asked for.
          </p>
          <TrustEditor key={trust.version} system={system} trust={{ version: trust.version, settings: trust.settings, tokens: trust.tokens, roots: trust.roots }} />
        </Section>
      )}
      <Section title="History">
        <TrustHistory trust={trust} at={at} />
      </Section>
    </>
  );
}
