import type { Word } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import { stageNameError } from "../stages/stageNameError.ts";
import { PlanError } from "../steps/planError.ts";
import { findNamed, type NamedContexts } from "./namedContext.ts";

/** What a name stands for, before the image it may be is found. */
export type FoundRoot =
  | { readonly kind: "stage"; readonly stage: number }
  | { readonly kind: "context"; readonly named: string }
  | { readonly kind: "image"; readonly name: string };

/** What a `--from` names: an earlier stage by name or index, else a named context, else an image. */
export function resolveRoot(
  name: string,
  word: Word | undefined,
  stage: Stage,
  stages: readonly Stage[],
  namedContexts: NamedContexts,
): FoundRoot {
  const range = word?.range;
  if (name.includes("$")) {
    const detail =
      "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround";
    throw new PlanError("dockerfile/syntax", detail, range);
  }
  const named = stages.findLast((other) => other.name === name.toLowerCase());
  const index = /^\d+$/.test(name) ? Number(name) : named?.index;
  if (index === undefined) return namedRoot(findNamed(namedContexts, name)) ?? imageRoot(name, word);
  if (index >= stages.length) throw new PlanError("dockerfile/syntax", `invalid stage index ${index}`, range);
  if (index === stage.index) {
    throw new PlanError(
      "dockerfile/syntax",
      `circular dependency detected on stage: ${stage.name ?? `stage-${index}`}`,
      range,
    );
  }
  if (index > stage.index) {
    const here = stage.name ?? `stage-${stage.index}`;
    const detail = `cannot copy from stage "${name}", it needs to be defined before current stage "${here}"`;
    throw new PlanError("dockerfile/syntax", detail, range);
  }
  return { kind: "stage", stage: index };
}

function namedRoot(found: ReturnType<typeof findNamed>): FoundRoot | undefined {
  if (found === undefined) return undefined;
  const { name, context } = found;
  return context.kind === "image" ? context : { kind: "context", named: name };
}

function imageRoot(name: string, word: Word | undefined): { kind: "image"; name: string } {
  const wrongName = stageNameError(name);
  if (wrongName === undefined) return { kind: "image", name };
  throw new PlanError("image/reference", wrongName, word?.range);
}
