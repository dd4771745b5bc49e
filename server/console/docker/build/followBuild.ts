import type { BuildSource } from "#contract/build.ts";
import { type BuildEvent, buildEventSchema, type FinishedEvent } from "#contract/buildEvent.ts";
import type { Problem } from "#contract/problem.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { driverOf } from "../builder/builderRows.ts";
import { withHelp } from "../faults/daemonError.ts";
import { PlainProgress } from "./plainProgress.ts";
import { sourceExcerpt } from "./sourceExcerpt.ts";

export interface FollowOptions {
  readonly contextBytes: number;
  readonly quiet: boolean;
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
}

/** Last lines of a failed step's log that are shown again below it. */
const LAST_LINES = 25;

/** Prints a build's progress until it ends; Ctrl-C cancels it. Resolves to how it ended. */
export async function followBuild(
  context: CommandContext,
  id: string,
  { contextBytes, quiet, dockerfile }: FollowOptions,
): Promise<FinishedEvent | undefined> {
  const { services, owner, signal, io } = context;
  const cancel = (): void => services.builds.cancel(owner, id);
  const release = context.onInterrupt(cancel);
  signal.addEventListener("abort", cancel, { once: true });
  const progress = new PlainProgress(contextBytes);
  let source: BuildSource | undefined;
  try {
    const { isChoice } = services.builds.pool;
    if (!quiet && !isChoice) await io.stderr.write(progress.begin("default", "embedded"));
    for await (const { json } of services.builds.events(owner, id, 0, signal)) {
      const event: BuildEvent = buildEventSchema.parse(JSON.parse(json));
      if (event.type === "source") source = event;
      const text =
        event.type === "assigned"
          ? progress.assigned(event, await driverNamed(context, event.builder))
          : progress.take(event, Date.now());
      if (!quiet && text !== "") await io.stderr.write(text);
      if (event.type !== "finished") continue;
      if (event.state !== "done") await io.stderr.write(endText(event, progress, source, { quiet, dockerfile }));
      return event;
    }
    return undefined;
  } finally {
    signal.removeEventListener("abort", cancel);
    release();
  }
}

async function driverNamed({ services, owner }: CommandContext, id: string): Promise<string> {
  const builder = (await services.builds.describe(owner)).find((description) => description.id === id);
  return builder === undefined ? id : driverOf(builder);
}

function endText(
  { state, problem, step }: FinishedEvent,
  progress: PlainProgress,
  source: BuildSource | undefined,
  { quiet, dockerfile }: Pick<FollowOptions, "quiet" | "dockerfile">,
): string {
  if (state === "canceled" || problem === undefined)
    return "ERROR: failed to build: failed to solve: Canceled: context canceled\n";
  const log = (problem.lastLines ?? []).slice(-LAST_LINES);
  const failure = quiet ? "" : progress.failure(step, problem.detail, log);
  const place =
    source === undefined || problem.range === undefined
      ? ""
      : sourceExcerpt(source.dockerfile, source.dockerfileText, problem.range);
  return `${failure}${place}${withHelp(`ERROR: failed to build: failed to solve: ${buildWords(problem, dockerfile)}`, problem.next)}`;
}

/** BuildKit's words where the problem's are shorter. */
function buildWords({ code, detail, range }: Problem, dockerfile: string): string {
  if (code === "dockerfile/missing") return `failed to read dockerfile: open ${dockerfile}: no such file or directory`;
  if (code !== "dockerfile/syntax" || range === undefined) return detail;
  return `dockerfile parse error on line ${range.start.line + 1}: ${detail}`;
}
