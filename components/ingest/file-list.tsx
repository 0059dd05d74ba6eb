import { bytesText } from "../ui/prepare-time";
import { Untrusted } from "../ui/untrusted";

/** The chosen files; `done` is the share of each that has left, null while nothing is sent. */
export function FileList({ files, done, onRemove }: { files: readonly { name: string; size: number }[]; done: readonly number[] | null; onRemove: (index: number) => void }) {
  return (
    <ul className="chosen" aria-label="Chosen files">
      {files.map((file, index) => (
        <li key={`${file.size} ${file.name}`}>
          <span className="wrap-any">
            <Untrusted text={file.name} limit={160} />
          </span>
          <span className="soft nw">{bytesText(file.size)}</span>
          {done ? (
            <progress aria-label={`${file.name} sent`} max={100} value={Math.round((done[index] ?? 0) * 100)} />
          ) : (
            <button className="btn quiet" type="button" onClick={() => onRemove(index)} aria-label={`Remove ${file.name}`}>
              Remove
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
