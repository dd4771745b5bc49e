import { carryOver } from "#dockerfile/checks/shellcheck/carryOver.ts";
import type { ShellVerdict, ShellVerdicts } from "#dockerfile/checks/shellcheck/shellVerdict.ts";

/** Number of verdicts to keep. */
const KEPT = 500;

interface Shown {
  readonly text: string;
  readonly verdict: ShellVerdict;
}

/** ShellCheck's verdicts on scripts, kept where the Dockerfile is analyzed. */
export class ShellMemory {
  readonly #verdicts = new Map<string, ShellVerdict>();
  /** The texts of the last analysis. */
  #texts: ReadonlySet<string> = new Set();
  #shown: readonly (Shown | undefined)[] = [];

  learn(verdicts: readonly (readonly [string, ShellVerdict])[]): void {
    for (const [text, verdict] of verdicts) this.#verdicts.set(text, verdict);
    for (const text of this.#verdicts.keys()) {
      if (this.#verdicts.size <= KEPT) return;
      // Scripts of the current Dockerfile stay, however many: they would be checked again and again.
      if (!this.#texts.has(text)) this.#verdicts.delete(text);
    }
  }

  /**
   * For one analysis, which asks for its scripts in order: the known verdicts, and the texts of the
   * others. A script being edited keeps the findings that the edit did not touch.
   */
  open(): { readonly verdictOf: ShellVerdicts; readonly unknown: ReadonlySet<string> } {
    const before = this.#shown;
    const shown: (Shown | undefined)[] = [];
    const texts = new Set<string>();
    const unknown = new Set<string>();
    this.#shown = shown;
    this.#texts = texts;
    const verdictOf = (text: string): ShellVerdict | undefined => {
      const known = this.#verdicts.get(text);
      if (known === undefined) unknown.add(text);
      texts.add(text);
      const last = before[shown.length];
      const verdict = known ?? (last && carryOver(last.text, last.verdict, text));
      shown.push(verdict && { text, verdict });
      return verdict;
    };
    return { verdictOf, unknown };
  }
}
