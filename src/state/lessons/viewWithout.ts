import type { Problem } from "#contract/problem.ts";
import type { LessonView } from "./lesson.ts";

/** A workspace that is gone has no lesson; anything else that went wrong is said. A server that is away is asked again. */
const SILENT: readonly Problem["code"][] = ["workspace/not-found", "server/unreachable"];

/** What is shown when the server does not say how far the workspace is in a lesson. */
export function viewWithout(workspace: string, problem: Problem): LessonView {
  return SILENT.includes(problem.code) ? { phase: "none" } : { phase: "failed", workspace, problem };
}
