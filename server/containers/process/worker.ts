import { answerCall, type Handlers, reasonOf } from "./answerCall.ts";
import { Channels } from "./channels.ts";
import type { CallName, FromRuntime, ToRuntime } from "./protocol.ts";
import { RunningLogs } from "./runningLogs.ts";
import { Runtime } from "./runtime.ts";
import { isViewCall, type ViewCallName } from "./viewCalls.ts";

/** The runtime process: runs containers for the server that started it, and exits with the server. */
const channels = new Channels(send);
const logs = new RunningLogs((id) => send({ type: "logged", id }));
let runtime: Runtime | undefined;

const HANDLERS: Handlers<Exclude<CallName, ViewCallName>> = {
  open: async (settings) => {
    runtime = new Runtime(settings, send, {
      onEnd: (id, end) => send({ type: "ended", id, end }),
      onLogged: (id) => logs.grown(id),
      onExecEnd: (exec, code) => send({ type: "exec-ended", exec, code }),
      onFailure: (error) => send({ type: "failure", message: reasonOf(error) }),
    });
    return undefined;
  },
  probe: async () => await opened().executor.probe(),
  start: async (request) => await opened().start(request),
  signal: async ({ id, signal }) => {
    opened().running(id).run.signal(signal);
    return undefined;
  },
  end: async ({ id }) => {
    opened().running(id).end("killed");
    return undefined;
  },
  resize: async ({ id, size }) => {
    opened().running(id).run.resize(size);
    return undefined;
  },
  attach: async ({ id, output, input }) => {
    const receiver = input === undefined ? undefined : channels.receiver(input);
    opened().streams(id).attach(channels.sender(output), receiver);
    return undefined;
  },
  forget: async ({ id }) => {
    opened().forget(id);
    return undefined;
  },
  // The folder was all of it.
  tidy: async () => undefined,
  exec: async (request) => {
    const input = request.input === undefined ? undefined : channels.receiver(request.input);
    return await opened().exec(request, channels.sender(request.output), input);
  },
  execSignal: async ({ exec, signal }) => {
    opened().execs.get(exec)?.signal(signal);
    return undefined;
  },
  execResize: async ({ exec, size }) => {
    opened().execs.get(exec)?.resize(size);
    return undefined;
  },
  pause: async ({ id }) => await opened().running(id).run.pause(),
  resume: async ({ id }) => await opened().running(id).run.resume(),
  processes: async ({ id }) => await opened().running(id).run.processes(),
  usage: async ({ id }) => await opened().usage(id),
  follow: async ({ id, on }) => {
    logs.follow(id, on);
    return undefined;
  },
};

function opened(): Runtime {
  if (runtime === undefined) throw new Error("the runtime process is not open");
  return runtime;
}

function send(message: FromRuntime): void {
  if (process.connected) process.send?.(message);
}

process.on("message", (message: ToRuntime) => {
  if (isViewCall(message)) opened().views.call(message);
  else if (message.type === "call") void answerCall(HANDLERS, message, send);
  else if (runtime?.views.take(message) !== true) channels.take(message);
});
// The server is gone; when this process exits, all sandboxes end.
process.on("disconnect", () => process.exit(0));
// Ctrl-C in a terminal reaches the whole process group; the server ends this process in its own order.
process.on("SIGINT", () => undefined);
