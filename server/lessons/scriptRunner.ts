import type { ScriptFact } from "#lessons/checks/facts.ts";

/** The last run of a script of a lesson, by workspace. */
export class ScriptRunner {
  readonly #last = new Map<string, ScriptFact>();

  last(workspace: string, file: string): ScriptFact | undefined {
    return this.#last.get(`${workspace} ${file}`);
  }
}
