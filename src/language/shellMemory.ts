import { carryOver } from "#dockerfile/checks/shellcheck/carryOver.ts";
import type { ShellVerdict, ShellVerdicts } from "#dockerfile/checks/shellcheck/shellVerdict.ts";

/** How many verdicts are kept. */
const KEPT = 500;

interface Shown {
  readonly text: string;
  readonly verdict: ShellVerdict;
}

/** What ShellCheck said of scripts, kept where the Dockerfile is analyzed. */
export class ShellMemory {
  readonly #verdicts = new Map<string, ShellVerdict>();
  /** The texts of the last analysis. */
  #texts: ReadonlySet<string> = new Set();
  #shown: readonly (Shown | undefined)[] = [];

  learn(verdicts: readonly (readonly [string, ShellVerdict])[]): void {
    for (const [text, verdict] of verdicts) this.#verdicts.set(text, verdict);
    for (const text of this.#verdicts.keys()) {
      if (this.#verdicts.size <= KEPT) return;
      // What is in the Dockerfile stays, however much it is: it would be asked for again and again.
      if (!this.#texts.has(text)) this.#verdicts.delete(text);
    }
  }

  /**
   * For one analysis, which asks for its scripts in their order: verdicts as far as they are known, and the texts of the
   * others. A script that is being typed keeps those findings of its last text that what was typed did not touch.
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
