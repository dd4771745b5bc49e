import { expandWord } from "../expansion/expandWord.ts";
import type { ArgInstruction } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Mistake } from "../syntax/mistake.ts";

export interface GlobalArgs {
  /** What FROM sees: the predefined arguments and the ARGs before the first FROM, those with a value. */
  readonly values: ReadonlyMap<string, string>;
  /** Names declared before the first FROM, with or without a value. */
  readonly declared: ReadonlySet<string>;
  readonly mistakes: readonly Mistake[];
}

/** BuildKit's `buildMetaArgs`: build arguments win over defaults, defaults may use earlier arguments. */
export function readGlobalArgs(
  metaArgs: readonly ArgInstruction[],
  predefined: ReadonlyMap<string, string>,
  buildArgs: Readonly<Record<string, string>>,
  escapeCharacter: "\\" | "`",
): GlobalArgs {
  const values = new Map(predefined);
  const declared = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const { key, value } of metaArgs.flatMap(({ args }) => args)) {
    declared.add(key.raw);
    const given = Object.hasOwn(buildArgs, key.raw) ? buildArgs[key.raw] : undefined;
    if (given !== undefined) values.set(key.raw, given);
    else if (value !== undefined) {
      const expansion = expandWord(value.raw, (name) => values.get(name), { escape: escapeCharacter });
      if (expansion.error !== undefined) mistakes.push(stageMistake("variable", expansion.error.message, value.range));
      values.set(key.raw, expansion.value);
    }
  }
  return { values, declared, mistakes };
}
