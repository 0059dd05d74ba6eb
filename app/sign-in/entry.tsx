/** Parts of the forms that let people in. */

export function EntryProblem({ words }: { words: string | null }) {
  return words ? (
    <p className="entry-problem" role="alert">
      {words}
    </p>
  ) : null;
}

export function EmailField({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <label>
      E-mail
      <input name="email" type="email" autoComplete="username" required maxLength={254} autoFocus={autoFocus} />
    </label>
  );
}
