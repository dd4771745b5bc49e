import { expandWord } from "../expansion/expandWord.ts";
import { goQuote } from "../go/goFormat.ts";
import type { Instruction, Word } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Dockerfile, Stage } from "../instructions/parseDockerfile.ts";
import { isMistake, type Mistake } from "../syntax/mistake.ts";
import { stageNameError } from "./imageReference.ts";
import { stageLabel } from "./readBase.ts";
import type { StageBase, StageSource } from "./resolvedStage.ts";

/** What the instructions of a stage copy or mount from, other than the context. */
export function readSources(
  stage: Stage,
  dockerfile: Dockerfile,
  byName: ReadonlyMap<string, number>,
): {
  readonly sources: readonly StageSource[];
  readonly mistakes: readonly Mistake[];
  /** What BuildKit finds only when it runs through the stages. */
  readonly lateMistakes: readonly Mistake[];
} {
  const sources: StageSource[] = [];
  const mistakes: Mistake[] = [];
  const lateMistakes: Mistake[] = [];
  const add = (source: Omit<StageSource, "base">, base: StageBase | Mistake, range: Word["range"]): void => {
    if (isMistake(base)) {
      mistakes.push(base);
      return;
    }
    sources.push({ ...source, base });
    const late = lateStage(base, stage, source, dockerfile);
    const wrong = base.kind === "image" ? stageNameError(base.name) : late;
    if (wrong !== undefined) lateMistakes.push(stageMistake("from", wrong, range));
  };
  for (const instruction of stage.instructions) {
    if (instruction.name === "COPY" && instruction.from !== undefined) {
      add({ instruction }, copyFrom(instruction.from, dockerfile, byName), instruction.from.range);
    }
    if (instruction.name !== "RUN") continue;
    for (const mount of instruction.mounts) {
      const { from } = mount.options;
      if (from === undefined || from === "") continue;
      add({ instruction, mount }, mountFrom(from, byName), mount.range);
    }
  }
  return { sources, mistakes, lateMistakes };
}

function copyFrom(
  from: Word,
  { stages, escape: escapeCharacter }: Dockerfile,
  byName: ReadonlyMap<string, number>,
): StageBase | Mistake {
  const expansion = expandWord(from.raw, () => undefined, { escape: escapeCharacter });
  if (expansion.error !== undefined) return stageMistake("variable", expansion.error.message, from.range);
  if (expansion.value !== from.raw) {
    return stageMistake(
      "from",
      "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround",
      from.range,
    );
  }
  if (!/^[+-]?\d+$/.test(from.raw)) return mountFrom(from.raw, byName);
  const index = Number(from.raw);
  if (index >= 0 && index < stages.length) return { kind: "stage", index };
  return stageMistake("from", `invalid stage index ${index}`, from.range, "Stages are counted from 0.");
}

function mountFrom(name: string, byName: ReadonlyMap<string, number>): StageBase {
  const index = byName.get(name.toLowerCase());
  if (index !== undefined) return { kind: "stage", index };
  return name === "scratch" ? { kind: "scratch" } : { kind: "image", name };
}

/** A stage that comes later can't be copied from; its own is found as a circle. */
function lateStage(
  base: StageBase,
  stage: Stage,
  { instruction, mount }: { readonly instruction: Instruction; readonly mount?: StageSource["mount"] },
  { stages }: Dockerfile,
): string | undefined {
  if (base.kind !== "stage" || base.index <= stage.index) return undefined;
  if (mount !== undefined) {
    const { from = "", target = "" } = mount.options;
    return `cannot mount from stage ${goQuote(from)} to ${goQuote(target)}, stage needs to be defined before current command`;
  }
  const written = instruction.name === "COPY" ? (instruction.from?.raw ?? "") : (stages[base.index]?.name ?? "");
  return `cannot copy from stage ${goQuote(written)}, it needs to be defined before current stage ${stageLabel(stage)}`;
}
