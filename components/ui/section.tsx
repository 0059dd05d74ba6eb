/** A section with a margin column: title, where the packet has it, the evidence it rests on; then the answer first. */
export function Section({ id, title, reference, chips, children, className = "" }: {
  id?: string;
  title: string;
  reference?: string;
  chips?: React.ReactNode;
  children: React.ReactNode;
  className?: string;
}) {
  return (
    <section className={`sec ${className}`} id={id}>
      <header>
        <h2>{title}</h2>
        {reference && <p className="ref">{reference}</p>}
        {chips}
      </header>
      <div>{children}</div>
    </section>
  );
}
