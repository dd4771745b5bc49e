import { type Expansion, expandHeredoc } from "../expansion/expandWord.ts";
import type { Instruction } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { type ExpandedPiece, expandedPieces } from "./expandedWords.ts";
import type { ResolvedStage } from "./resolvedStage.ts";
import type { ResolvedStages } from "./resolveStages.ts";
import { StageScope } from "./stageScope.ts";
import { triggersOf } from "./triggers.ts";
import { folderBelow } from "./workdir.ts";

/** An instruction in its stage, with what its pieces become there. */
export interface InstructionVisit {
  readonly stage: ResolvedStage;
  readonly instruction: Instruction;
  /** The variables before the instruction; it changes with the walk, so read it during the visit. */
  readonly scope: StageScope;
  /** False if the base image's environment is not known: variables may be set that the scope has not. */
  readonly baseEnvKnown: boolean;
  /** Whether a WORKDIR stands before it, in the stages it starts from too. */
  readonly workdirSet: boolean;
  /** The folder it works in; undefined below an image whose own is not known. */
  readonly workdir: string | undefined;
  readonly pieces: ExpandedPieces;
}

export interface WalkOptions {
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Environment of an image if known. */
  readonly imageEnv?: (name: string) => readonly string[] | undefined;
}

interface StageEnd {
  readonly scope: StageScope;
  readonly known: boolean;
  readonly workdirSet: boolean;
  readonly workdir: string | undefined;
}

/** Visits every instruction of every stage in order, with the variables at its place. Gives the variables at each stage's end. */
export function walkStages(
  dockerfile: Dockerfile,
  resolved: ResolvedStages,
  options: WalkOptions,
  visit: (visit: InstructionVisit) => void,
): readonly StageScope[] {
  const ends: StageEnd[] = [];
  for (const stage of resolved.stages) {
    const start = stageStart(stage, dockerfile, resolved, options, ends);
    const { scope, known } = start;
    let { workdirSet, workdir } = start;
    const triggers = triggersFor(stage, resolved);
    const { instructions } = stage.stage;
    for (const instruction of triggers.length === 0 ? instructions : [...triggers, ...instructions]) {
      const pieces = piecesOf(instruction, scope);
      visit({ stage, instruction, scope, baseEnvKnown: known, workdirSet, workdir, pieces });
      if (instruction.name === "WORKDIR") {
        workdir = folderBelow(workdir, scope.expand(instruction.path.raw).value);
        workdirSet = true;
      }
      scope.apply(instruction);
    }
    ends.push({ scope, known, workdirSet, workdir });
  }
  return ends.map(({ scope }) => scope);
}

/** What a stage has before its first instruction. */
function stageStart(
  { base }: ResolvedStage,
  dockerfile: Dockerfile,
  resolved: ResolvedStages,
  options: WalkOptions,
  ends: readonly StageEnd[],
): StageEnd {
  const parent = base.kind === "stage" ? ends[base.index] : undefined;
  const baseEnv = base.kind === "image" ? options.imageEnv?.(base.name) : undefined;
  const input = {
    escape: dockerfile.escape,
    globalArgs: resolved.globalArgs.values,
    buildArgs: options.buildArgs ?? {},
    ...(baseEnv === undefined ? {} : { baseEnv }),
  };
  const scope = parent?.scope.childStage() ?? new StageScope(input);
  const known = parent?.known ?? (base.kind === "scratch" || baseEnv !== undefined);
  const workdir = parent === undefined ? (known ? "/" : undefined) : parent.workdir;
  return { scope, known, workdirSet: parent?.workdirSet ?? false, workdir };
}

/** The triggers of the stage it starts from run first. They belong to its FROM, as BuildKit has it. */
function triggersFor({ base, stage }: ResolvedStage, { stages }: ResolvedStages): readonly Instruction[] {
  if (base.kind !== "stage") return [];
  const { range } = stage.from;
  return triggersOf(stages[base.index]?.stage).map((trigger) => ({ ...trigger, range }));
}

export type ExpandedPieces = readonly { readonly piece: ExpandedPiece; readonly expansion: Expansion }[];

/** What the pieces of an instruction become with the variables before it. */
export function piecesOf(instruction: Instruction, scope: StageScope): ExpandedPieces {
  return instruction.name === "ARG" ? scope.expandDefaults(instruction) : expandPieces(instruction, scope);
}

function expandPieces(instruction: Instruction, scope: StageScope): ExpandedPieces {
  return expandedPieces(instruction).map((piece) => ({ piece, expansion: expandPiece(piece, scope) }));
}

function expandPiece(piece: ExpandedPiece, scope: StageScope): Expansion {
  return piece.kind === "word" ? scope.expand(piece.word.raw) : expandHeredoc(piece.heredoc.body, scope.lookup);
}
