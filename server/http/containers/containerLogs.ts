import { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type LogPiece, logPieceSchema } from "#contract/containerCalls.ts";
import { paths } from "#contract/paths.ts";
import type { OutputChunk } from "#server/containers/containers.ts";
import type { EventMessage } from "../base/eventStreams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";
import { containerParams } from "./containers.ts";

/** Times in milliseconds since the epoch. */
const logsQuery = z.object({
  follow: z.stringbool().default(false),
  timestamps: z.stringbool().default(false),
  tail: z.coerce.number().int().min(0).optional(),
  since: z.coerce.number().int().min(0).optional(),
  until: z.coerce.number().int().min(0).optional(),
});

/** The log of a container: a text, or server-sent events if the client accepts those. */
export function containerLogRoutes({ containers, streams }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.containerLogs,
      {
        schema: {
          summary: "Get what a container printed: as text, or as events with stream and time",
          params: containerParams,
          querystring: logsQuery,
          response: {
            200: {
              description: "The log",
              content: {
                "text/plain": { schema: z.string() },
                ...streamed("", "text/event-stream", logPieceSchema).content,
              },
            },
            ...failures,
          },
        },
      },
      async (request, reply) => {
        const { follow, timestamps, tail, since, until } = request.query;
        const options = {
          follow,
          ...(tail === undefined ? {} : { tail }),
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
        };
        const owner = ownerOf(request);
        const { id } = containers.get(owner, request.params.ref);
        if (request.headers.accept?.includes("text/event-stream")) {
          return streams.send(request, reply, (signal) => eventsOf(containers.logs(owner, id, options, signal)));
        }
        const chunks = containers.logs(owner, id, options, signalOf(reply));
        reply.header("cache-control", "no-store").header("content-disposition", `inline; filename="${id}.log"`);
        const bytes = timestamps ? withTimes(chunks) : bytesOf(chunks);
        return sendStream(reply, "text/plain; charset=utf-8", Readable.from(bytes, { objectMode: false }));
      },
    );
  };
}

async function* bytesOf(chunks: AsyncIterable<OutputChunk>): AsyncGenerator<Uint8Array, void> {
  for await (const { bytes } of chunks) yield bytes;
}

/** As `docker logs -t`: each line begins with when its first byte came. */
async function* withTimes(chunks: AsyncIterable<OutputChunk>): AsyncGenerator<string, void> {
  let isLineStart = true;
  for await (const { at, text } of textOf(chunks)) {
    const time = `${new Date(at).toISOString()} `;
    const marked = text.replace(/\n(?=.)/gs, `\n${time}`);
    yield isLineStart ? time + marked : marked;
    isLineStart = text.endsWith("\n");
  }
}

async function* eventsOf(chunks: AsyncIterable<OutputChunk>): AsyncGenerator<EventMessage, void> {
  for await (const piece of textOf(chunks)) yield { data: JSON.stringify(piece) };
}

/** A character may be cut in two by the end of a chunk: it is told with the rest of it. */
async function* textOf(chunks: AsyncIterable<OutputChunk>): AsyncGenerator<LogPiece, void> {
  const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  for await (const { stream, at, bytes } of chunks) {
    const text = decoders[stream].write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (text !== "") yield { stream, at, text };
  }
}
