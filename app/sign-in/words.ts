const WORDS: Record<string, string> = {
  wrong: "This e-mail address and password do not go together.",
  "too-many": "Too many attempts. Wait a quarter of an hour and try again.",
  "single-sign-on": "Single sign-on did not let you in. Your account must have been made here first.",
};

/** What went wrong, in words of ours: text of an address is never shown. */
export const problemWords = (code: string | undefined): string | null => (code === undefined ? null : (WORDS[code] ?? "That did not work. Try again."));
