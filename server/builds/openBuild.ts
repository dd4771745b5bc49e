import type { Build, BuildRequest, BuildSummary } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { BuildProgress } from "#contract/buildProgress.ts";
import { stepCounts } from "#contract/stepCounts.ts";

/** A new build. */
export function queuedBuild(id: string, createdAt: number, { workspace, live, trial }: BuildRequest = {}): Build {
  const of = workspace !== undefined && { workspace };
  const kind = { ...(live !== undefined && { live: true }), ...(trial && { trial }) };
  return { id, ...of, ...kind, state: "queued", steps: [], createdAt };
}

/** A build without its steps and its text. */
export function summaryOf({
  stages: _stages,
  steps: _steps,
  source: _source,
  warnings: _warnings,
  ...summary
}: Build): BuildSummary {
  return summary;
}

/** A queued or running build: its request, and the state from its events. */
export class OpenBuild {
  readonly #queued: Build;
  readonly #progress = new BuildProgress();
  #startedAt: number | undefined;

  constructor(queued: Build) {
    this.#queued = queued;
    this.#startedAt = queued.startedAt;
  }

  get id(): string {
    return this.#queued.id;
  }

  /** How many builds are started before it, as last reported. */
  get ahead(): number | undefined {
    return this.#progress.ahead;
  }

  get startedAt(): number | undefined {
    return this.#startedAt;
  }

  get hasEnded(): boolean {
    return this.#progress.end !== undefined;
  }

  begin(at: number): void {
    this.#startedAt = at;
  }

  apply(event: BuildEvent): void {
    this.#progress.apply(event);
  }

  /** The current state. */
  get build(): Build {
    const { ahead, startsIn, assignment, source, warnings, stages, steps, end } = this.#progress;
    const known = {
      ...this.#queued,
      ...(assignment !== undefined && { assignment }),
      ...(warnings.length > 0 && { warnings: [...warnings] }),
      ...(source !== undefined && { source }),
      ...(stages.length > 0 && { stages: [...stages] }),
      steps: [...steps],
      ...(this.#startedAt !== undefined && { startedAt: this.#startedAt }),
    };
    if (end === undefined && this.#startedAt !== undefined) return { ...known, state: "running" };
    const place = { ...(ahead !== undefined && { ahead }), ...(startsIn !== undefined && { startsIn }) };
    if (end === undefined) return { ...known, state: "queued", ...place };
    const ended = { ...known, state: end.state, counts: stepCounts(steps), finishedAt: end.at };
    if (end.state === "done") return { ...ended, image: end.image };
    return end.state === "failed" ? { ...ended, problem: end.problem } : ended;
  }
}
