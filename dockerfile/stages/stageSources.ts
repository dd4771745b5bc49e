import { expandWord } from "../expansion/expandWord.ts";
import { goQuote } from "../go/goFormat.ts";
import type { Instruction, RunMount, Word } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Dockerfile, Stage } from "../instructions/parseDockerfile.ts";
import { isMistake, type Mistake } from "../syntax/mistake.ts";
import { stageLabel } from "./readBase.ts";
import { type FindNamedContext, type StageBase, type StageSource, standIn } from "./resolvedStage.ts";
import { stageNameError } from "./stageNameError.ts";

/** What a name in `--from` may stand for. */
export interface SourceNames {
  readonly dockerfile: Pick<Dockerfile, "stages" | "escape">;
  /** Stages by name: of several with one name the last, even if it is later than the instruction. */
  readonly byName: ReadonlyMap<string, number>;
  readonly namedContext: FindNamedContext;
}

export interface StageSources {
  readonly sources: readonly StageSource[];
  readonly mistakes: readonly Mistake[];
  /** BuildKit checks names of images when it resolves them, even in stages that the target does not need. */
  readonly nameMistakes: readonly Mistake[];
}

/** What the instructions of a stage copy or mount from, other than the context. */
export function readSources(stage: Stage, names: SourceNames): StageSources {
  const sources: StageSource[] = [];
  const mistakes: Mistake[] = [];
  const nameMistakes: Mistake[] = [];
  for (const read of stage.instructions.flatMap((instruction) => sourcesOf(instruction, names))) {
    const { range, base, ...source } = read;
    if (isMistake(base)) {
      mistakes.push(base);
      continue;
    }
    const wrongName = base.kind === "image" ? stageNameError(base.name) : undefined;
    if (wrongName !== undefined) nameMistakes.push(stageMistake("from", wrongName, range));
    const late = lateStage(base, stage, source, names.dockerfile);
    sources.push({ ...source, base, ...(late !== undefined && { mistake: stageMistake("from", late, range) }) });
  }
  return { sources, mistakes, nameMistakes };
}

interface ReadSource {
  readonly instruction: Instruction;
  readonly mount?: RunMount;
  readonly base: StageBase | Mistake;
  readonly range: Word["range"];
}

function sourcesOf(instruction: Instruction, names: SourceNames): readonly ReadSource[] {
  if (instruction.name === "COPY") {
    const { from } = instruction;
    return from === undefined ? [] : [{ instruction, base: copyFrom(from, names), range: from.range }];
  }
  if (instruction.name !== "RUN") return [];
  return instruction.mounts.flatMap((mount) => {
    const { from } = mount.options;
    return from === undefined || from === ""
      ? []
      : [{ instruction, mount, base: sourceNamed(from, names), range: mount.range }];
  });
}

function copyFrom(from: Word, names: SourceNames): StageBase | Mistake {
  const { stages, escape: escapeCharacter } = names.dockerfile;
  const expansion = expandWord(from.raw, () => undefined, { escape: escapeCharacter });
  if (expansion.error !== undefined) return stageMistake("variable", expansion.error.message, from.range);
  if (expansion.value !== from.raw) {
    return stageMistake(
      "from",
      "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround",
      from.range,
    );
  }
  if (!/^[+-]?\d+$/.test(from.raw)) return sourceNamed(from.raw, names);
  const index = Number(from.raw);
  if (index >= 0 && index < stages.length) return { kind: "stage", index };
  return stageMistake("from", `invalid stage index ${index}`, from.range, "Stages are counted from 0.");
}

/** A mount takes no number: `0` is a name there. */
function sourceNamed(name: string, { byName, namedContext }: SourceNames): StageBase {
  const index = byName.get(name.toLowerCase());
  if (index !== undefined) return { kind: "stage", index };
  return standIn(namedContext(name), name) ?? (name === "scratch" ? { kind: "scratch" } : { kind: "image", name });
}

/** A stage that comes later can't be copied from; its own is found as a circle. */
function lateStage(
  base: StageBase,
  stage: Stage,
  { instruction, mount }: Pick<StageSource, "instruction" | "mount">,
  { stages }: SourceNames["dockerfile"],
): string | undefined {
  if (base.kind !== "stage" || base.index <= stage.index) return undefined;
  if (mount !== undefined) {
    const { from = "", target = "" } = mount.options;
    return `cannot mount from stage ${goQuote(from)} to ${goQuote(target)}, stage needs to be defined before current command`;
  }
  const written = instruction.name === "COPY" ? (instruction.from?.raw ?? "") : (stages[base.index]?.name ?? "");
  return `cannot copy from stage ${goQuote(written)}, it needs to be defined before current stage ${stageLabel(stage)}`;
}
