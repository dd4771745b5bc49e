import type { CopyInstruction, RunMount, Word } from "../instructions/instruction.ts";
import type { Root } from "./operation.ts";
import type { StageState } from "./stageState.ts";

/** What an instruction may use besides the state of its stage. */
export interface StepScope {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly network: "default" | "none" | "host";
  /** What the `--from` of a COPY or of a mount stands for. */
  rootOf(from: CopyInstruction | RunMount): Root;
  /** SOURCE_DATE_EPOCH, if it is given: seconds. */
  readonly sourceDateEpoch: number | undefined;
}

/** A word's value in this state. What is wrong with it was found before its step is planned. */
export function expand(word: Word, { variables }: StageState): string {
  return variables.expand(word.raw).value;
}
