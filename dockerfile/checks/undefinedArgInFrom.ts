import { expandWord } from "../expansion/expandWord.ts";
import type { Word } from "../instructions/instruction.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import type { Check, CheckContext, Finding } from "./context/check.ts";
import { renameVariableFix } from "./renameVariableFix.ts";
import { variableRange } from "./variableRange.ts";

export const undefinedArgInFrom: Check = {
  name: "UndefinedArgInFrom",
  title: "FROM command must use declared ARGs",
  why: "FROM only sees ARGs declared before the first FROM. Any other variable is empty.",
  page: "undefined-arg-in-from",
  find: (context) =>
    context.dockerfile.stages.flatMap(({ from }) =>
      [from.image, ...(from.platform === undefined ? [] : [from.platform])].flatMap((word) =>
        undefinedIn(word, from.range, context),
      ),
    ),
};

function undefinedIn(word: Word, at: Finding["at"], { dockerfile, resolved }: CheckContext): readonly Finding[] {
  const { values, declared } = resolved.globalArgs;
  const { uses } = expandWord(word.raw, (name) => values.get(name), { escape: dockerfile.escape });
  const known = new Set([...declared, ...values.keys()]);
  const unknown = uses.filter(({ name, set }) => !set && !known.has(name));
  const first = unknown.filter(({ name }, index) => unknown.findIndex((use) => use.name === name) === index);
  return first.map((use) => {
    const near = nearestOption(use.name, known);
    return {
      message: withSuggestion(`FROM argument '${use.name}' is not declared`, near),
      range: variableRange(dockerfile, word.raw, word.range, use),
      at,
      next: `Declare it with ARG ${near ?? use.name} before the first FROM.`,
      ...(near === undefined ? {} : { fixes: renameVariableFix(dockerfile, word, use.name, near) }),
    };
  });
}
