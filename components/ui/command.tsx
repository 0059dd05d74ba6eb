import { CopyButton } from "./copy-button";

export interface CommandView {
  title?: string;
  /** Lines as typed, continuation marks included. */
  command: string;
  /** What a reader should see. */
  output?: string;
}

/** Commands a reader can run: the exact text is what the button copies. */
export function Commands({ commands }: { commands: CommandView[] }) {
  return (
    <div className="cmds">
      {commands.map((item) => (
        <div className="cmd" key={item.command}>
          {item.title && <p>{item.title}</p>}
          <pre tabIndex={0} aria-label={item.title ?? "Command"}>
            <span className="p">$ </span>
            {item.command}
            {item.output && <span className="out">{item.output}</span>}
          </pre>
          <span className="cmd-act">
            <CopyButton text={item.command} label="Copy command" />
          </span>
        </div>
      ))}
    </div>
  );
}
