import type { ShellScript } from "./shellScript.ts";

/** How many scripts are kept, and how long they may be together, in UTF-16 code units. */
const KEPT = 10_000;
const KEPT_LENGTH = 1_000_000;

/** The scripts asked for lately: what was asked for last stands last, the first is the one to go. */
export class KeptScripts {
  readonly #scripts = new Map<string, ShellScript>();
  #length = 0;

  take(text: string): ShellScript | undefined {
    const script = this.#scripts.get(text);
    if (script === undefined) return undefined;
    this.#scripts.delete(text);
    this.#length -= text.length;
    return script;
  }

  keep(script: ShellScript): void {
    this.#scripts.set(script.text, script);
    this.#length += script.text.length;
    for (const text of this.#scripts.keys()) {
      if (this.#scripts.size <= KEPT && this.#length <= KEPT_LENGTH) break;
      this.take(text);
    }
  }
}
