import { type Platform, parsePlatform } from "#contract/names/platform.ts";
import { expandWord } from "../expansion/expandWord.ts";
import type { Word } from "../instructions/instruction.ts";
import type { Dockerfile, Stage } from "../instructions/parseDockerfile.ts";
import { stageNameError } from "../stages/stageNameError.ts";
import { PlanError } from "../steps/planError.ts";
import { findNamed, type NamedContexts } from "./namedContext.ts";

/** What a stage starts from, its FROM expanded with the ARGs before the first FROM. */
export type StageBase =
  | { readonly kind: "scratch"; readonly platform: Platform }
  | { readonly kind: "stage"; readonly stage: number; readonly written: string }
  | { readonly kind: "image"; readonly name: string; readonly platform: Platform }
  /** A named context's files; `name` is normalized, `written` as the Dockerfile has it. */
  | { readonly kind: "context"; readonly name: string; readonly written: string; readonly platform: Platform };

function expandWith(word: Word, args: ReadonlyMap<string, string>, escapeCharacter: "\\" | "`"): string {
  const result = expandWord(word.raw, (name) => args.get(name), { escape: escapeCharacter });
  if (result.error !== undefined) throw new PlanError("dockerfile/syntax", result.error.message, word.range);
  return result.value;
}

function stagePlatform(
  stage: Stage,
  args: ReadonlyMap<string, string>,
  escapeCharacter: "\\" | "`",
  { platform: target, buildPlatform }: Pick<BaseOptions, "platform" | "buildPlatform">,
): Platform {
  const word = stage.from.platform;
  if (word === undefined) return target;
  const text = expandWith(word, args, escapeCharacter);
  if (text === "")
    throw new PlanError("dockerfile/syntax", `empty platform value from expression ${word.raw}`, word.range);
  const parsed = parsePlatform(text, buildPlatform);
  if (parsed.ok) return parsed.platform;
  throw new PlanError("build/platform", `failed to parse platform ${word.raw}: ${parsed.error}`, word.range);
}

interface BaseOptions {
  readonly globalArgs: ReadonlyMap<string, string>;
  readonly platform: Platform;
  /** Of the machine that builds. */
  readonly buildPlatform: Platform;
  readonly namedContexts: NamedContexts;
}

/** A stage or an image that a named context stands in for. */
export function namedBase(
  found: ReturnType<typeof findNamed>,
  written: string,
  platform: Platform,
): StageBase | undefined {
  if (found === undefined) return undefined;
  const { name, context } = found;
  return context.kind === "image"
    ? { kind: "image", name: context.name, platform }
    : { kind: "context", name, written, platform };
}

/** The nearest one: chains of stages are looked through in no time. */
function earlierStage(stages: readonly Stage[], before: number, name: string): Stage | undefined {
  for (let index = before - 1; index >= 0; index -= 1) if (stages[index]?.name === name) return stages[index];
  return undefined;
}

/** An earlier stage of that name wins over an image of that name; a later one does not count. */
export function baseOf(
  stage: Stage,
  { stages, escape: escapeCharacter }: Pick<Dockerfile, "stages" | "escape">,
  { globalArgs, platform: target, buildPlatform, namedContexts }: BaseOptions,
): StageBase {
  const { image } = stage.from;
  const name = expandWith(image, globalArgs, escapeCharacter);
  const at = { instruction: "FROM" };
  if (name === "") {
    throw new PlanError("dockerfile/syntax", `base name (${image.raw}) should not be blank`, image.range, {
      ...at,
      next: "Give the ARG before the first FROM a default, or set it as a build argument.",
    });
  }
  const earlier = earlierStage(stages, stage.index, name.toLowerCase());
  if (earlier !== undefined) return { kind: "stage", stage: earlier.index, written: name };
  const platform = stagePlatform(stage, globalArgs, escapeCharacter, { platform: target, buildPlatform });
  const named = namedBase(findNamed(namedContexts, name), name, platform);
  if (named !== undefined) return named;
  if (name === "scratch") return { kind: "scratch", platform };
  const wrongName = stageNameError(name);
  if (wrongName !== undefined) throw new PlanError("image/reference", wrongName, image.range, at);
  return { kind: "image", name, platform };
}
