import { type Platform, parsePlatform } from "#contract/names/platform.ts";
import { expandWord } from "../expansion/expandWord.ts";
import { goQuote } from "../go/goFormat.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import type { GlobalArgs } from "./globalArgs.ts";
import { type FindNamedContext, type StageBase, standIn } from "./resolvedStage.ts";
import { stageNameError } from "./stageNameError.ts";

interface BaseInput {
  readonly globalArgs: GlobalArgs;
  /** The stages before this one. */
  readonly byName: ReadonlyMap<string, number>;
  readonly namedContext: FindNamedContext;
  readonly host: Platform;
  readonly escape: "\\" | "`";
}

interface ReadBase {
  readonly base: StageBase;
  readonly platform?: Platform;
  readonly mistakes: readonly Mistake[];
  /** BuildKit looks at the image's name only when it resolves it, after all else here. */
  readonly nameMistake?: Mistake;
}

/** What a FROM starts from, its variables replaced. */
export function readBase({ from }: Stage, input: BaseInput): ReadBase {
  const { globalArgs, byName } = input;
  const lookup = (name: string): string | undefined => globalArgs.values.get(name);
  const mistakes: Mistake[] = [];
  const image = expandWord(from.image.raw, lookup, input);
  if (image.error !== undefined) mistakes.push(stageMistake("variable", image.error.message, from.image.range));
  else if (image.value === "") {
    mistakes.push(
      stageMistake(
        "base-name",
        `base name (${from.image.raw}) should not be blank`,
        from.image.range,
        "Give the argument a default: ARG name=value before the first FROM.",
      ),
    );
  }
  const platform = from.platform === undefined ? undefined : readPlatform(from.platform.raw, lookup, input);
  if (platform !== undefined && "error" in platform && from.platform !== undefined) {
    mistakes.push(
      stageMistake("platform", platform.error, from.platform.range, "Write it as linux/amd64 or linux/arm64."),
    );
  }
  const base = baseOf(image.value, byName, input.namedContext);
  const nameError = base.kind === "image" && mistakes.length === 0 ? stageNameError(base.name) : undefined;
  return {
    base,
    ...(platform !== undefined && !("error" in platform) && { platform }),
    mistakes,
    ...(nameError === undefined ? {} : { nameMistake: stageMistake("base-name", nameError, from.image.range) }),
  };
}

/** A stage's name wins over an image's; it is compared in lower case as it is kept, but not changed. */
function baseOf(name: string, byName: ReadonlyMap<string, number>, namedContext: FindNamedContext): StageBase {
  const index = byName.get(name);
  if (index !== undefined) return { kind: "stage", index };
  return standIn(namedContext(name), name) ?? (name === "scratch" ? { kind: "scratch" } : { kind: "image", name });
}

function readPlatform(
  raw: string,
  lookup: (name: string) => string | undefined,
  { escape: escapeCharacter, host, globalArgs }: BaseInput,
): Platform | { readonly error: string } | undefined {
  if (raw === "") return undefined;
  const expansion = expandWord(raw, lookup, { escape: escapeCharacter });
  if (expansion.error !== undefined) {
    return { error: `failed to process arguments for platform : ${expansion.error.message}` };
  }
  const unset = expansion.uses.filter(({ set }) => !set).map(({ name }) => name);
  const near = unset
    .map((name) => nearestOption(name, globalArgs.values.keys()))
    .find((option) => option !== undefined);
  if (expansion.value === "") return { error: withSuggestion(`empty platform value from expression ${raw}`, near) };
  const platform = parsePlatform(expansion.value, host);
  return platform.ok
    ? platform.platform
    : { error: withSuggestion(`failed to parse platform ${raw}: ${platform.error}`, near) };
}

/** The name of a stage for an error: its alias or its number. */
export function stageLabel({ name, index }: { readonly name?: string; readonly index: number }): string {
  return goQuote(name ?? `stage-${index}`);
}
