import { answerCall, type Handlers, reasonOf } from "./answerCall.ts";
import { Channels } from "./channels.ts";
import { commandHandlers } from "./commandHandlers.ts";
import type { CallName, FromRuntime, ToRuntime } from "./protocol.ts";
import { Runtime } from "./runtime.ts";
import { isViewCall, type ViewCallName } from "./viewCalls.ts";

/** The runtime process: runs containers for the server that started it, and exits with the server. */
const channels = new Channels(send);
let runtime: Runtime | undefined;

const HANDLERS: Handlers<Exclude<CallName, ViewCallName>> = {
  open: async (settings) => {
    runtime = new Runtime(settings, send, {
      onEnd: (id, end) => send({ type: "ended", id, end }),
      onLogged: (id) => send({ type: "logged", id }),
      onExecEnd: (exec, code) => send({ type: "exec-ended", exec, code }),
      onFailure: (error) => send({ type: "failure", message: reasonOf(error) }),
    });
    return undefined;
  },
  probe: async () => await opened().executor.probe(),
  forget: async ({ id }) => {
    opened().open.forget(id);
    return undefined;
  },
  // The folder was all of it.
  tidy: async () => undefined,
  ...commandHandlers(opened, channels),
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
