import type { ContainersDescription } from "#contract/health.ts";
import type { Handlers } from "../process/answerCall.ts";
import type { Channels } from "../process/channels.ts";
import { commandHandlers } from "../process/commandHandlers.ts";
import type { CallName } from "../process/protocol.ts";
import { viewHandlers } from "../process/viewHandlers.ts";
import type { DockerContainers } from "./dockerContainers.ts";
import type { DockerViews } from "./dockerViews.ts";
import type { EngineContainers } from "./engineContainers.ts";

export type DockerHandlers = Handlers<CallName>;

export interface DockerParts {
  readonly containers: DockerContainers;
  readonly engine: EngineContainers;
  readonly views: DockerViews;
  readonly channels: Channels;
  /** Which engine it is. */
  readonly described: NonNullable<ContainersDescription["engine"]>;
}

/** What answers each call of the service. */
export function dockerHandlers({ containers, engine, views, channels, described }: DockerParts): DockerHandlers {
  return {
    open: async () => undefined,
    probe: async () => ({ ok: true, engine: described }),
    ...commandHandlers(() => containers, channels),
    forget: async ({ id }) => {
      containers.open.forget(id);
      await engine.remove(id);
      return undefined;
    },
    tidy: async () => {
      await engine.tidy();
      return undefined;
    },
    ...viewHandlers(views, channels),
  };
}
