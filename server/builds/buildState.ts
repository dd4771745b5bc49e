import type { Build, BuildEvent, Step, StepState } from "#contract/build.ts";

/** A build that was just asked for. */
export function queuedBuild(id: string, createdAt: number): Build {
  return { id, state: "queued", steps: [], createdAt };
}

const ENDED: ReadonlySet<StepState> = new Set(["cached", "done", "failed", "canceled"]);

function applyStep(step: Step, event: Extract<BuildEvent, { type: "step" }>): Step {
  return {
    ...step,
    state: event.state,
    ...(event.state === "running" && step.startedAt === undefined ? { startedAt: event.at } : {}),
    ...(ENDED.has(event.state) ? { startedAt: step.startedAt ?? event.at, finishedAt: event.at } : {}),
    ...(event.cacheMiss === undefined ? {} : { cacheMiss: event.cacheMiss }),
    ...(event.layer === undefined ? {} : { layer: event.layer }),
  };
}

/** A step that was still running when its build ended, ended with it. */
function endStep(step: Step, event: Extract<BuildEvent, { type: "finished" }>): Step {
  if (step.state !== "running") return step;
  const failed = event.state === "failed" && (event.step === undefined || event.step === step.id);
  return { ...step, state: failed ? "failed" : "canceled", finishedAt: event.at };
}

/** The build after an event. Pure; a finished build stays as it is, `log` and `progress` change nothing. */
export function applyBuildEvent(build: Build, event: BuildEvent): Build {
  if (build.finishedAt !== undefined) return build;
  switch (event.type) {
    case "planned":
      return { ...build, steps: event.steps.map((step) => ({ ...step, state: "pending" })) };
    case "step":
      return { ...build, steps: build.steps.map((step) => (step.id === event.step ? applyStep(step, event) : step)) };
    case "finished":
      return {
        ...build,
        state: event.state,
        steps: build.steps.map((step) => endStep(step, event)),
        finishedAt: event.at,
        ...(event.image === undefined ? {} : { image: event.image }),
        ...(event.problem === undefined ? {} : { problem: event.problem }),
      };
    case "log":
    case "progress":
      return build;
  }
}
