import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { PlanError } from "./planError.ts";
import { expand } from "./scope.ts";
import { absolutePath } from "./stageState.ts";
import type { PlanStep } from "./step.ts";

/** Linux's PATH_MAX. */
const MAX_PATH = 4096;

/**
 * Makes the folder if it is missing: a layer, even an empty one, for every WORKDIR but `/`. As BuildKit does, the
 * image keeps an absolute path as written, and a relative one joined and cleaned.
 */
export const planWorkdir: PlanStep<"WORKDIR"> = (state, instruction, scope, id) => {
  const written = expand(instruction.path, state);
  const path = absolutePath(state.config.WorkingDir ?? "/", written);
  if (path.length > MAX_PATH) throw new PlanError("build/copy", `mkdir ${path.slice(0, 80)}…: file name too long`);
  const kept = written.startsWith("/") ? written : path;
  state.config.WorkingDir = kept;
  state.history.push(historyRow(`WORKDIR ${kept}`, id, kept === "/" ? "config" : "folder"));
  if (kept === "/") return NO_OPERATION;
  const { sourceDateEpoch } = scope;
  return {
    kind: "workdir",
    path,
    user: state.config.User ?? "",
    ...(sourceDateEpoch !== undefined && { sourceDateEpoch }),
  };
};
