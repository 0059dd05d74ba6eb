import { Icon } from "./icon";
import { paths } from "./prepare-paths";
import { prepareChip, splitEvidenceId, type ChipEvidence } from "./prepare-chip";

/** File, six hex of its hash and how far it is to be believed; a press leads to the raw bytes. */
export function Chip({ evidence, system, digest }: { evidence: ChipEvidence; system: string; digest?: string }) {
  const view = prepareChip(evidence, digest);
  return (
    <a className={`chip ${view.tone}`} href={paths.raw(system, evidence.fileSha256)} title={view.title}>
      <Icon name={view.icon} />
      <span>{view.file}</span>
      <span className="h">{view.short}</span>
      <span className="vh">, {view.word}, raw bytes</span>
    </a>
  );
}

/** Chips for pieces of evidence at hand. */
export function ItemChips({ items, system, digest }: { items: ChipEvidence[]; system: string; digest?: string }) {
  if (items.length === 0) return <span className="muted small">none held</span>;
  return (
    <span className="chips">
      {items.map((item) => (
        <Chip key={item.documentId} evidence={item} system={system} digest={digest} />
      ))}
    </span>
  );
}

/** Chips for evidence references ("E-03#/config/User"), each piece of evidence once, with the pointers below. */
export function Chips({ refs, evidence, system, digest, pointers = false, none = "none held" }: {
  refs: string[];
  evidence: ChipEvidence[];
  system: string;
  digest?: string;
  pointers?: boolean;
  /** What stands where nothing is referred to. */
  none?: string;
}) {
  const split = refs.map(splitEvidenceId);
  const known = evidence.filter((item) => split.some((ref) => ref.id === item.id));
  const shown = pointers ? split.filter((ref) => ref.pointer !== null) : [];
  if (known.length === 0) return <span className="muted small">{none}</span>;
  return (
    <span className="chips">
      {known.map((item) => (
        <Chip key={item.documentId} evidence={item} system={system} digest={digest} />
      ))}
      {shown.map((ref, index) => (
        <span className="mono small muted wrap-any" key={index}>
          {ref.pointer}
        </span>
      ))}
    </span>
  );
}
