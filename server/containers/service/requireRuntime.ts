import { problemError } from "#contract/problemError.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import type { RuntimeKind } from "./runtimeHost.ts";

/** Throws container/state if the files of the container are where this runtime has none. */
export function requireRuntime({ runtime = "sandbox", container }: ContainerRecord, kind: RuntimeKind): void {
  if (runtime === kind) return;
  const [place, now] =
    runtime === "docker" ? ["on a Docker engine", "in a sandbox"] : ["in a sandbox", "on a Docker engine"];
  const detail = `Container ${container.name} was made ${place}, and containers now run ${now}.`;
  throw problemError("container/state", detail, {
    next: `Make it again from its image, or let Strata run containers ${place} again (STRATA_SANDBOX).`,
  });
}
