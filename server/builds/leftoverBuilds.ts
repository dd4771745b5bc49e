import type { BuildLog } from "./buildLog.ts";
import { OpenBuild } from "./openBuild.ts";
import { endedBy } from "./runningBuild.ts";

/** Closes builds that an earlier server left open when it died. */
export function endLeftovers(
  log: BuildLog,
  queue: { readonly keep: number; readonly seconds: number },
  now: () => number,
): void {
  for (const { workspace, build, events } of log.unfinished()) {
    const open = new OpenBuild(build);
    for (const event of events) open.apply(event);
    const finished = endedBy("server-stopped", now(), queue.seconds);
    if (!open.hasEnded) log.append(build.id, finished);
    open.apply(finished);
    log.finish(open.build);
    log.prune(workspace, queue.keep);
  }
}
