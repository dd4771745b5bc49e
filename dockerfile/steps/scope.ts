import { expandWord } from "../expansion/expandWord.ts";
import type { Word } from "../instructions/instruction.ts";
import type { Root } from "./operation.ts";
import { PlanError } from "./planError.ts";
import type { StageState } from "./stageState.ts";

/** What an instruction may look at beside the state of its stage. */
export interface StepScope {
  readonly escape: "\\" | "`";
  readonly buildArgs: Readonly<Record<string, string>>;
  /** ARGs before the first FROM and the automatic platform arguments; ARG without a default takes from here. */
  readonly globalArgs: ReadonlyMap<string, string>;
  readonly network: "default" | "none" | "host";
  /** Finds what `--from` names: an earlier stage, or an image. Throws a PlanError where it can't be used. */
  resolveRoot(name: string, word: Word | undefined): Root;
  /** SOURCE_DATE_EPOCH, where it is given: seconds. */
  readonly madeAt: number | undefined;
  /** Where the RUN's network is not its own but the build's. */
  readonly stageIndex: number;
}

/** A word's value in this state; a mistake in it is a PlanError at the word. */
export function expand(word: Word, state: StageState, scope: StepScope): string {
  const result = expandWord(word.raw, (name) => state.env.get(name), { escape: scope.escape });
  if (result.error !== undefined) throw new PlanError("dockerfile/syntax", result.error.message, word.range);
  return result.value;
}
