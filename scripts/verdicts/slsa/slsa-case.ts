/** One document, asked of slsa-verifier and of us. */
export interface SlsaCase {
  group: string;
  name: string;
  /** What slsa-verifier is asked; `{registry}` stands for the host of the loopback registry. */
  argv: string[];
  ours: boolean;
  /** Our step, or the expectation, that refused it. */
  step: string | null;
}

/** Checked as of this instant, after every document of the cases was signed. */
export const NOW = "2026-11-23T00:00:00Z";
