import type { BuildEvent } from "#contract/buildEvent.ts";
import { type BuildEnd, BuildProgress } from "#contract/buildProgress.ts";
import { appendLog, emptyLog } from "./buildLog.ts";
import type { BuildRun, BuildState } from "./buildState.ts";

/**
 * The state after one event of build `id`. Events of another build than the one shown, and events after its end, change
 * nothing.
 */
export function applyBuildEvent(state: BuildState, id: string, event: BuildEvent): BuildState {
  return applyBuildEvents(state, id, [event]);
}

/** `applyBuildEvent` for many events: the list of steps is copied once, and consecutive output of a step is joined. */
export function applyBuildEvents(state: BuildState, id: string, events: readonly BuildEvent[]): BuildState {
  if (state.phase !== "queued" && state.phase !== "running") return state;
  if (state.run.id !== id || events.length === 0) return state;
  const progress = new BuildProgress(state.run);
  let logs = { ...state.run.logs };
  for (const event of joinLogs(events)) {
    if (progress.end !== undefined) break;
    // Another builder starts over.
    if (event.type === "assigned") logs = {};
    if (event.type === "log") logs[event.step] = appendLog(logs[event.step] ?? emptyLog, event.text);
    progress.apply(event);
  }
  const { ahead, startsIn, assignment, warnings, source, stages, steps } = progress;
  const { ahead: _ahead, startsIn: _startsIn, ...before } = state.run;
  const told = {
    ...(assignment && { assignment }),
    ...(warnings.length > 0 && { warnings }),
    ...(source && { source }),
  };
  const run = { ...before, ...told, stages, steps, logs };
  if (progress.end !== undefined) return endedState(run, progress.end);
  if (ahead !== undefined && state.phase === "queued") {
    return { phase: "queued", run: { ...run, ahead, ...(startsIn !== undefined && { startsIn }) } };
  }
  return { phase: "running", run, canceling: state.phase === "running" && state.canceling };
}

function endedState(run: BuildRun, end: BuildEnd): BuildState {
  const finishedAt = end.at;
  switch (end.state) {
    case "done":
      return { phase: "done", run, finishedAt, image: end.image };
    case "canceled":
      return { phase: "canceled", run, finishedAt };
    case "failed": {
      const failedStep = end.step === undefined ? {} : { failedStep: end.step };
      return { phase: "failed", run, finishedAt, problem: end.problem, ...failedStep };
    }
  }
}

function joinLogs(events: readonly BuildEvent[]): BuildEvent[] {
  const joined: BuildEvent[] = [];
  let texts: string[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (event.type !== "log") {
      flush();
      joined.push(event);
    } else if (last?.type === "log" && last.step === event.step) {
      texts.push(event.text);
    } else {
      flush();
      joined.push(event);
      texts = [event.text];
    }
  }
  flush();
  return joined;

  function flush(): void {
    const last = joined.at(-1);
    if (last?.type === "log" && texts.length > 1) joined[joined.length - 1] = { ...last, text: texts.join("") };
    texts = [];
  }
}
