import type { ContainersDescription } from "#contract/health.ts";
import type { Handlers } from "../process/answerCall.ts";
import type { Channels } from "../process/channels.ts";
import type { CallName } from "../process/protocol.ts";
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
  const receiverOf = (input: number | undefined) => (input === undefined ? undefined : channels.receiver(input));
  const run = (id: string) => containers.running(id).run;
  return {
    open: async () => undefined,
    probe: async () => ({ ok: true, engine: described }),
    start: (request) => containers.start(request),
    signal: async ({ id, signal }) => {
      run(id).signal(signal);
      return undefined;
    },
    end: async ({ id }) => {
      containers.running(id).container.end("killed");
      return undefined;
    },
    resize: async ({ id, size }) => {
      run(id).resize(size);
      return undefined;
    },
    attach: async ({ id, output, input }) => {
      containers.streams(id).attach(channels.sender(output), receiverOf(input));
      return undefined;
    },
    forget: async ({ id }) => {
      containers.forget(id);
      await engine.remove(id);
      return undefined;
    },
    tidy: async () => {
      await engine.tidy();
      return undefined;
    },
    exec: async (request) => containers.exec(request, channels.sender(request.output), receiverOf(request.input)),
    execSignal: async ({ exec, signal }) => {
      containers.execs.get(exec)?.signal(signal);
      return undefined;
    },
    execResize: async ({ exec, size }) => {
      containers.execs.get(exec)?.resize(size);
      return undefined;
    },
    pause: ({ id }) => run(id).pause(),
    resume: ({ id }) => run(id).resume(),
    processes: ({ id }) => run(id).processes(),
    usage: ({ id }) => containers.usage(id),
    changes: (view) => views.changes(view),
    files: (call) => views.files(call),
    entries: (call) => views.entries(call),
    totals: (view) => views.totals(view),
    commit: (call) => views.commit(call),
    stat: (call) => views.stat(call),
    readArchive: ({ output, ...call }) => views.readArchive(call, channels.sender(output)),
    export: async ({ view, output }) => {
      await views.export(view, channels.sender(output));
      return undefined;
    },
    writeArchive: async ({ input, ...call }) => {
      await views.writeArchive(call, channels.receiver(input));
      return undefined;
    },
    follow: async ({ id, on }) => {
      containers.logs.follow(id, on);
      return undefined;
    },
  };
}
