import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import type { BuildTools } from "./buildTools.ts";
import { forecast } from "./forecast.ts";
import { QuickRuns } from "./quickRuns.ts";
import { type PlannedJob, runPlanned } from "./runPlanned.ts";

/**
 * Builds what is planned; a live build only if nothing in it has to wait for the person. Throws HeldBack: BuildKit can't stop
 * before one step, so nothing is begun, or all is stopped.
 */
export async function runHeldBack(
  tools: BuildTools,
  job: BuildJob,
  planned: PlannedJob,
  emit: (event: RunningEvent) => void,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const { workspace, request } = job;
  if (request.live !== "quick") return await runPlanned(tools, job, planned, emit, signal);
  const runs = new QuickRuns(planned.plan, tools.memory.of(workspace), workspace);
  const { secrets: _secrets, ...asked } = request;
  runs.check(await forecast(tools, { workspace, request: asked }, signal));
  const watched = (event: RunningEvent) => {
    emit(event);
    runs.take(event);
  };
  try {
    return await runPlanned(tools, job, planned, watched, AbortSignal.any([signal, runs.signal]));
  } finally {
    runs.end();
  }
}
