import { buildEventSchema, type FinishedEvent } from "#contract/buildEvent.ts";
import { MAX_CONTEXT_ENTRIES } from "#contract/context.ts";
import { compressionOf, MAGIC_BYTES } from "#server/oci/store/compression.ts";
import { decompress, isNodeCompression } from "#server/oci/store/decompress.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { bodyOf } from "../base/engineBody.ts";
import { type EngineCall, isSet, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson } from "../base/engineReply.ts";
import { JsonStream } from "../base/jsonStream.ts";
import { BUILDKIT_ADVICE } from "../base/refusal.ts";
import { buildRequestOf } from "./buildRequestOf.ts";
import { ClassicOutput } from "./classicOutput.ts";

/** `docker build`, in the classic builder's way. */
export function buildRoutes(engine: Engine): Routes {
  const adviseClassic = () => {
    throw new EngineError(400, BUILDKIT_ADVICE);
  };
  return {
    "POST /build": async (call) => {
      const request = buildRequestOf(call);
      for (const tag of request.tags ?? []) requireReference(tag);
      const context = await keepContext(engine, call);
      const id = engine.builds.start(OPERATOR, { ...request, context });
      const cancel = () => engine.builds.cancel(OPERATOR, id);
      call.signal.addEventListener("abort", cancel);
      try {
        await sendBuild(engine, call, id);
      } finally {
        call.signal.removeEventListener("abort", cancel);
      }
    },

    // The caches of steps are part of the store, which is swept on its own.
    "POST /build/prune": (call) => sendJson(call, { CachesDeleted: null, SpaceReclaimed: 0 }),
    "POST /build/cancel": adviseClassic,
    "POST /session": adviseClassic,
    "POST /grpc": adviseClassic,
  };
}

async function keepContext({ bodies, uploads }: Engine, call: EngineCall) {
  const limits = { maxBytes: uploads.bytes, maxFileBytes: uploads.bytes, maxEntries: MAX_CONTEXT_ENTRIES };
  const tar = unpacked(bodyOf(call, uploads.bytes));
  const { digest } = await bodies.keepContext({ form: "tar", owner: OPERATOR, limits }, tar);
  return digest;
}

/** A context may be compressed; the limits count what comes out. */
async function* unpacked(body: AsyncGenerator<Buffer, void>): AsyncGenerator<Uint8Array, void> {
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < MAGIC_BYTES) {
    const { value, done } = await body.next();
    if (done === true || value === undefined) break;
    pieces.push(value);
    length += value.length;
  }
  const compression = compressionOf(Buffer.concat(pieces));
  const whole = concatenated(pieces, body);
  if (compression === undefined) yield* whole;
  else if (isNodeCompression(compression)) yield* decompress(compression, whole);
  else throw new EngineError(400, `Strata does not unpack contexts in ${compression}: send a plain tar, or gzip.`);
}

async function* concatenated(pieces: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield* pieces;
  yield* rest;
}

async function sendBuild({ builds, events }: Engine, call: EngineCall, id: string): Promise<void> {
  const stream = new JsonStream(call);
  const output = new ClassicOutput();
  const quiet = isSet(call, "q");
  for await (const { json } of builds.events(OPERATOR, id, 0, call.signal)) {
    const event = buildEventSchema.parse(JSON.parse(json));
    const messages = output.take(event);
    if (!quiet) for (const message of messages) await stream.send(message);
    if (event.type !== "finished") continue;
    if (event.image !== undefined) {
      for (const name of event.image.tags) events.emit("image", "tag", event.image.id, { name });
      if (quiet) await stream.send({ stream: `${event.image.id}\n` });
    }
    sendEnding(call, stream, event);
  }
}

/** A build that failed before its first step has a status; a later failure is a message, with the command's exit code. */
function sendEnding({ response }: EngineCall, stream: JsonStream, { state, problem }: FinishedEvent): void {
  if (state !== "done") {
    const message = problem?.detail ?? "build canceled";
    if (!response.headersSent) throw new EngineError(400, message);
    const code = problem?.exitCode;
    void stream.send({ errorDetail: { ...(code !== undefined && { code }), message }, error: message });
  }
  stream.end();
}
