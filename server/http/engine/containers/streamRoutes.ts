import type { Container } from "#contract/container.ts";
import type { LogOptions, OutputChunk } from "#server/containers/containers.ts";
import { stampLines } from "#server/containers/stampLines.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { type EngineCall, isSet, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { writeTo } from "../base/engineReply.ts";
import { parseTime } from "../base/engineTimes.ts";
import { connectStreams, takeConnection } from "./attachedStreams.ts";
import { detachKeysOf } from "./detachKeys.ts";
import { frame, MULTIPLEXED_STREAM, RAW_STREAM } from "./frames.ts";

type Streams = ReadonlySet<OutputChunk["stream"]>;

/** Logs and attach. */
export function streamRoutes(engine: Engine): Routes {
  const { containers } = engine;
  return {
    "GET /containers/:id/logs": async (call) => {
      const container = containers.get(OPERATOR, param(call, "id"));
      const streams = streamsOf(call);
      if (streams.size === 0) {
        throw new EngineError(400, "Bad parameters: you must choose at least one stream");
      }
      await sendLogs(engine, call, { container, streams });
    },

    "POST /containers/:id/attach": (call) => attach(engine, call),
  };
}

async function attach({ containers, events }: Engine, call: EngineCall): Promise<void> {
  const container = containers.get(OPERATOR, param(call, "id"));
  const detachKeys = detachKeysOf(call.query.get("detachKeys"));
  const { state, id, spec } = container;
  if (state.phase === "running" && state.paused) {
    throw new EngineError(409, `container ${id} is paused, unpause the container before attach`);
  }
  const terminal = spec.terminal === true;
  const streams = streamsOf(call);
  const attachment = isSet(call, "stream") ? containers.attach(OPERATOR, id) : undefined;
  const past = isSet(call, "logs") ? containers.logs(OPERATOR, id, {}, call.signal) : [];
  const connection = takeConnection(call, terminal);
  events.emitOf(container, "attach");
  for await (const { stream, bytes } of past) {
    if (streams.has(stream)) await writeTo(connection.output, terminal ? bytes : frame(stream, bytes), call.signal);
  }
  if (attachment === undefined) connection.output.end();
  else {
    await connectStreams(attachment, connection, call, { terminal, stdin: isSet(call, "stdin"), streams, detachKeys });
  }
}

function streamsOf(call: EngineCall): Streams {
  return new Set((["stdout", "stderr"] as const).filter((name) => isSet(call, name)));
}

function logOptions(call: EngineCall): LogOptions {
  const since = parseTime(call.query.get("since"));
  const until = parseTime(call.query.get("until"));
  const tail = Number(call.query.get("tail") ?? "all");
  return {
    follow: isSet(call, "follow"),
    // Anything but a number means all.
    ...(Number.isInteger(tail) && tail >= 0 && { tail }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

interface LogChoice {
  readonly container: Container;
  readonly streams: Streams;
}

async function sendLogs({ containers }: Engine, call: EngineCall, { container, streams }: LogChoice): Promise<void> {
  const { response, signal, version } = call;
  const terminal = container.spec.terminal === true;
  const stamp = isSet(call, "timestamps") ? stampLines() : undefined;
  const chunks = containers.logs(OPERATOR, container.id, logOptions(call), signal);
  response.writeHead(200, { "content-type": terminal || version < 42 ? RAW_STREAM : MULTIPLEXED_STREAM });
  response.flushHeaders();
  for await (const chunk of chunks) {
    if (!streams.has(chunk.stream)) continue;
    const bytes = stamp?.(chunk) ?? chunk.bytes;
    if (!(await writeTo(response, terminal ? bytes : frame(chunk.stream, bytes), signal))) break;
  }
  response.end();
}
