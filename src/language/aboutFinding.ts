import type { Fix } from "#contract/diagnostic.ts";

/** What a check is about. */
export interface CheckExplanation {
  readonly title: string;
  readonly why: string;
  /** Dockerfiles: one the check reports, and the corrected one. */
  readonly bad: string;
  readonly good: string;
  /** The documentation of the check, and of its twins in other linters. */
  readonly links: readonly { readonly code: string; readonly href: string }[];
}

export interface AboutFinding {
  /** Undefined for what BuildKit itself rejects. */
  readonly explanation: CheckExplanation | undefined;
  /** Edits that silence it, here and everywhere. */
  readonly silencing: readonly Fix[];
}
