import type { Handlers } from "./answerCall.ts";
import type { ChannelReceiver, ChannelSender, Channels } from "./channels.ts";
import type { OpenContainers } from "./openContainers.ts";
import type { ExecRequest, RuntimeUsage, StartAnswer, StartRequest } from "./protocol.ts";
import type { RunningContainer } from "./runningContainer.ts";
import type { RunningExecs } from "./runningExecs.ts";
import type { RunningLogs } from "./runningLogs.ts";

/** What runs the commands of containers: in sandboxes, or on an engine. */
export interface CommandRunner {
  readonly open: OpenContainers<{ readonly container: RunningContainer }>;
  readonly execs: RunningExecs;
  readonly logs: RunningLogs;
  start(request: StartRequest): Promise<StartAnswer>;
  exec(request: ExecRequest, output: ChannelSender, input: ChannelReceiver | undefined): Promise<StartAnswer>;
  usage(id: string): Promise<RuntimeUsage>;
}

/** Calls about commands that run. */
type CommandCallName =
  | "start"
  | "signal"
  | "end"
  | "resize"
  | "attach"
  | "exec"
  | "execSignal"
  | "execResize"
  | "pause"
  | "resume"
  | "processes"
  | "usage"
  | "follow";

/** What answers them. `runner`: throws until there is one. */
export function commandHandlers(runner: () => CommandRunner, channels: Channels): Handlers<CommandCallName> {
  const receiverOf = (input: number | undefined) => (input === undefined ? undefined : channels.receiver(input));
  const running = (id: string) => runner().open.require(id).container;
  return {
    start: async (request) => await runner().start(request),
    signal: async ({ id, signal }) => {
      running(id).run.signal(signal);
      return undefined;
    },
    end: async ({ id }) => {
      running(id).end("killed");
      return undefined;
    },
    resize: async ({ id, size }) => {
      running(id).run.resize(size);
      return undefined;
    },
    attach: async ({ id, output, input }) => {
      runner().open.streams(id).attach(channels.sender(output), receiverOf(input));
      return undefined;
    },
    exec: async (request) => await runner().exec(request, channels.sender(request.output), receiverOf(request.input)),
    execSignal: async ({ exec, signal }) => {
      runner().execs.get(exec)?.signal(signal);
      return undefined;
    },
    execResize: async ({ exec, size }) => {
      runner().execs.get(exec)?.resize(size);
      return undefined;
    },
    pause: async ({ id }) => await running(id).run.pause(),
    resume: async ({ id }) => await running(id).run.resume(),
    processes: async ({ id }) => await running(id).run.processes(),
    usage: async ({ id }) => await runner().usage(id),
    follow: async ({ id, on }) => {
      runner().logs.follow(id, on);
      return undefined;
    },
  };
}
