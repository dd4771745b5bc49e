import { type BuildEvent, type BuildSource, buildEventSchema, type FinishedEvent } from "#contract/build.ts";
import type { Problem } from "#contract/problem.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { withHelp } from "../daemonError.ts";
import { PlainProgress } from "./plainProgress.ts";
import { sourceExcerpt } from "./sourceExcerpt.ts";

export interface FollowOptions {
  readonly contextBytes: number;
  readonly quiet: boolean;
}

/** Last lines of a failed step's log that are shown again below it. */
const LAST_LINES = 25;

/** Prints a build's progress until it ends; Ctrl-C cancels it. Resolves to how it ended. */
export async function followBuild(
  context: CommandContext,
  id: string,
  { contextBytes, quiet }: FollowOptions,
): Promise<FinishedEvent | undefined> {
  const { services, owner, signal, io } = context;
  const cancel = (): void => services.builds.cancel(owner, id);
  const release = context.onInterrupt(cancel);
  signal.addEventListener("abort", cancel, { once: true });
  const progress = new PlainProgress(contextBytes);
  let source: BuildSource | undefined;
  try {
    if (!quiet) await io.stderr.write(progress.begin("embedded driver"));
    for await (const { json } of services.builds.events(owner, id, 0, signal)) {
      const event: BuildEvent = buildEventSchema.parse(JSON.parse(json));
      if (event.type === "source") source = event;
      const text = progress.take(event, Date.now());
      if (!quiet && text !== "") await io.stderr.write(text);
      if (event.type !== "finished") continue;
      if (event.state !== "done") await io.stderr.write(endText(event, progress, source, quiet));
      return event;
    }
    return undefined;
  } finally {
    signal.removeEventListener("abort", cancel);
    release();
  }
}

function endText(
  { state, problem, step }: FinishedEvent,
  progress: PlainProgress,
  source: BuildSource | undefined,
  quiet: boolean,
): string {
  if (state === "canceled" || problem === undefined)
    return "ERROR: failed to build: failed to solve: Canceled: context canceled\n";
  const log = (problem.lastLines ?? []).slice(-LAST_LINES);
  const failure = quiet ? "" : progress.failure(step, problem.detail, log);
  const place =
    source === undefined || problem.range === undefined
      ? ""
      : sourceExcerpt(source.dockerfile, source.dockerfileText, problem.range);
  return `${failure}${place}${withHelp(`ERROR: failed to build: failed to solve: ${buildWords(problem, source)}`, problem.next)}`;
}

function buildWords({ code, detail }: Problem, source: BuildSource | undefined): string {
  if (code !== "dockerfile/missing") return detail;
  return `failed to read dockerfile: open ${source?.dockerfile ?? "Dockerfile"}: no such file or directory`;
}
