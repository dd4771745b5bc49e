import type { BuildEvent, FinishedEvent } from "#contract/build.ts";
import { problem } from "#contract/problem.ts";
import { appendLog, emptyLog } from "./build/buildLog.ts";
import type { BuildRun, BuildState, BuildStep } from "./build/buildState.ts";

/**
 * The state after one event of build `id`. Events of another build than the one shown, and events after its end, change
 * nothing.
 */
export function applyBuildEvent(state: BuildState, id: string, event: BuildEvent): BuildState {
  if (state.phase !== "queued" && state.phase !== "running") return state;
  if (state.run.id !== id) return state;
  if (event.type === "finished") return finish(state.run, event);
  const canceling = state.phase === "running" && state.canceling;
  return { phase: "running", run: applyToRun(state.run, event), canceling };
}

/** As `applyBuildEvent` for many at once; log events of one step that follow each other are joined first. */
export function applyBuildEvents(state: BuildState, id: string, events: readonly BuildEvent[]): BuildState {
  return joinLogs(events).reduce((current, event) => applyBuildEvent(current, id, event), state);
}

function applyToRun(run: BuildRun, event: Exclude<BuildEvent, FinishedEvent>): BuildRun {
  switch (event.type) {
    case "planned":
      return { ...run, stages: event.stages, steps: event.steps.map((step) => ({ ...step, state: "pending" })) };
    case "step":
      return { ...run, steps: changeStep(run.steps, event.step, (step) => applyStep(step, event)) };
    case "log":
      return { ...run, logs: { ...run.logs, [event.step]: appendLog(run.logs[event.step] ?? emptyLog, event.text) } };
    case "progress": {
      const { label, current, total } = event;
      const progress = total === undefined ? { label, current } : { label, current, total };
      return { ...run, steps: changeStep(run.steps, event.step, (step) => ({ ...step, progress })) };
    }
  }
}

function applyStep(step: BuildStep, event: Extract<BuildEvent, { type: "step" }>): BuildStep {
  const { progress, ...rest } = step;
  const running = event.state === "running";
  return {
    ...rest,
    state: event.state,
    ...(running && progress ? { progress } : {}),
    ...(running || step.startedAt === undefined ? { startedAt: event.at } : {}),
    ...(running || event.state === "pending" ? {} : { finishedAt: event.at }),
    ...(event.cacheMiss ? { cacheMiss: event.cacheMiss } : {}),
    ...(event.layer ? { layer: event.layer } : {}),
  };
}

function changeStep(steps: readonly BuildStep[], id: string, change: (step: BuildStep) => BuildStep): BuildStep[] {
  return steps.map((step) => (step.id === id ? change(step) : step));
}

function finish(run: BuildRun, event: FinishedEvent): BuildState {
  const finishedAt = event.at;
  if (event.state === "canceled") return { phase: "canceled", run: endSteps(run, finishedAt), finishedAt };
  if (event.state === "done" && event.image) return { phase: "done", run, finishedAt, image: event.image };
  return {
    phase: "failed",
    run: endSteps(run, finishedAt, event.step),
    finishedAt,
    problem: event.problem ?? problem("internal", "The build ended without an image and without saying why."),
    ...(event.step === undefined ? {} : { failedStep: event.step }),
  };
}

/** Steps that still ran when the build ended: the failed one failed, the others were canceled. */
function endSteps(run: BuildRun, at: number, failed?: string): BuildRun {
  const steps = run.steps.map((step): BuildStep => {
    if (step.id === failed) return { ...step, state: "failed", finishedAt: step.finishedAt ?? at };
    return step.state === "running" ? { ...step, state: "canceled", finishedAt: at } : step;
  });
  return { ...run, steps };
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
