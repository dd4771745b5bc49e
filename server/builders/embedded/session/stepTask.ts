import type { RootFiles } from "../../files/stageFiles.ts";
import type { InputTask } from "../../inputs/inputTask.ts";

/** A step to execute. */
export interface StepTask extends InputTask {
  readonly roots: RootFiles;
}
