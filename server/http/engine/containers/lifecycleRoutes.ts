import type { Containers, StopOptions, WaitCondition } from "#server/containers/containers.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { type EngineCall, param, type Routes } from "../base/engineCall.ts";
import { EngineError, errorAnswer } from "../base/engineError.ts";
import { sendNothing } from "../base/engineReply.ts";

const CONDITIONS: readonly string[] = ["not-running", "next-exit", "removed"] satisfies WaitCondition[];

/** Start, stop, kill, restart, pause, unpause, wait, resize. */
export function lifecycleRoutes({ containers, events }: Engine): Routes {
  const told = (call: EngineCall, action: string, attributes?: Record<string, string>) => {
    const container = containers.list(OPERATOR).find(({ id }) => id === idOf(call));
    if (container !== undefined) events.emitOf(container, action, attributes);
  };
  const idOf = (call: EngineCall) => containers.get(OPERATOR, param(call, "id")).id;

  return {
    "POST /containers/:id/start": async (call) => {
      const { id, state } = containers.get(OPERATOR, param(call, "id"));
      if (state.phase === "running" && !state.paused) return sendNothing(call, 304);
      await containers.start(OPERATOR, id);
      sendNothing(call);
    },

    "POST /containers/:id/stop": async (call) => {
      const { id, state } = containers.get(OPERATOR, param(call, "id"));
      if (state.phase !== "running") return sendNothing(call, 304);
      await containers.stop(OPERATOR, id, stopOptions(call));
      told(call, "stop");
      sendNothing(call);
    },

    "POST /containers/:id/restart": async (call) => {
      await containers.restart(OPERATOR, param(call, "id"), stopOptions(call));
      told(call, "restart");
      sendNothing(call);
    },

    "POST /containers/:id/kill": async (call) => {
      const signal = call.query.get("signal") ?? "";
      const { id, state } = containers.get(OPERATOR, param(call, "id"));
      if (state.phase !== "running") {
        throw new EngineError(409, `cannot kill container: ${param(call, "id")}: container ${id} is not running`);
      }
      told(call, "kill", { signal: signal === "" ? "SIGKILL" : signal });
      await containers.kill(OPERATOR, id, signal === "" ? undefined : signal);
      sendNothing(call);
    },

    "POST /containers/:id/pause": async (call) => {
      await containers.pause(OPERATOR, param(call, "id"));
      sendNothing(call);
    },

    "POST /containers/:id/unpause": async (call) => {
      await containers.unpause(OPERATOR, param(call, "id"));
      sendNothing(call);
    },

    "POST /containers/:id/resize": (call) => {
      const size = sizeOf(call);
      if (size !== undefined) containers.resize(OPERATOR, param(call, "id"), size);
      sendNothing(call, 200);
    },

    "POST /containers/:id/wait": (call) => wait(call, containers),
  };
}

/** Of a terminal, from `h` and `w`; undefined if the client has none and says 0. Throws an EngineError. */
export function sizeOf({ query }: EngineCall): { columns: number; rows: number } | undefined {
  const [rows, columns] = [query.get("h"), query.get("w")].map(Number);
  const isSize = (value: number | undefined): value is number =>
    Number.isInteger(value) && value !== undefined && value >= 0;
  if (isSize(rows) && isSize(columns) && rows < 65_536 && columns < 65_536) {
    return rows > 0 && columns > 0 ? { columns, rows } : undefined;
  }
  throw new EngineError(400, "invalid terminal size: h and w are numbers below 65536");
}

function stopOptions({ query }: EngineCall): StopOptions {
  const seconds = query.get("t");
  const signal = query.get("signal");
  // -1 means no limit.
  const patience = seconds === "-1" ? 3600 : Number(seconds);
  if (!(patience >= 0)) throw new EngineError(400, `invalid value for t: ${seconds}`);
  return {
    ...(seconds !== null && seconds !== "" && { seconds: Math.min(patience, 3600) }),
    ...(signal !== null && signal !== "" && { signal }),
  };
}

/** The client starts the container only once it has the headers of this. */
async function wait(call: EngineCall, containers: Containers): Promise<void> {
  const { response, query, signal } = call;
  const asked = query.get("condition") ?? "";
  const condition = CONDITIONS.find((one): one is WaitCondition => one === (asked === "" ? "not-running" : asked));
  if (condition === undefined) throw new EngineError(400, `invalid condition: "${asked.slice(0, 64)}"`);
  const { id } = containers.get(OPERATOR, param(call, "id"));
  const ended = containers.wait(OPERATOR, id, condition, signal);
  response.writeHead(200, { "content-type": "application/json" });
  response.flushHeaders();
  try {
    const { code } = await ended;
    response.end(`${JSON.stringify({ StatusCode: code })}\n`);
  } catch (error) {
    if (signal.aborted) return;
    const { message } = errorAnswer(error, id);
    response.end(`${JSON.stringify({ StatusCode: -1, Error: { Message: message } })}\n`);
  }
}
