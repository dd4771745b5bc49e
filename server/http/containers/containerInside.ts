import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { containerChangesSchema, containerStatsSchema } from "#contract/container.ts";
import { processListSchema } from "#contract/containerCalls.ts";
import { layerFilesSchema } from "#contract/image.ts";
import { entriesPageSchema, entriesQuerySchema } from "#contract/imageEntries.ts";
import { paths } from "#contract/paths.ts";
import { attachment, nameAtEnd } from "../base/attachment.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { boundedBody, streamBodies } from "../base/upload.ts";
import { containerParams } from "./containers.ts";

const pathQuery = z.object({ path: z.string().min(1).max(4096) });

const pageQuery = z.object({ from: z.coerce.number().int().min(0).default(0) });

/** Paths that `changes` lists at most, and one page of `files`. */
const MOST_CHANGES = 10_000;
const PAGE = 2000;

/** What is inside of a container: processes, usage, changed files, archives of its files. */
export function containerInsideRoutes({ containers, uploads }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    streamBodies(app, ["application/x-tar"]);

    app.get(
      paths.containerTop,
      {
        schema: {
          summary: "List the processes of a running container",
          params: containerParams,
          response: { 200: processListSchema, ...failures },
        },
      },
      async (request) => ({ processes: await containers.top(ownerOf(request), request.params.ref) }),
    );

    app.get(
      paths.containerStats,
      {
        schema: {
          summary: "Get what a running container uses at this moment",
          params: containerParams,
          response: { 200: containerStatsSchema, ...failures },
        },
      },
      async (request) => containers.stats(ownerOf(request), request.params.ref),
    );

    app.get(
      paths.containerChanges,
      {
        schema: {
          summary: "List what a container changed in the files of its image",
          params: containerParams,
          response: { 200: containerChangesSchema, ...failures },
        },
      },
      async (request) => {
        const changes = await containers.changes(ownerOf(request), request.params.ref);
        return { changes: changes.slice(0, MOST_CHANGES), truncated: changes.length > MOST_CHANGES };
      },
    );

    app.get(
      paths.containerFiles,
      {
        schema: {
          summary: "List the files of a container's writable layer, as those of an image's layer",
          params: containerParams,
          querystring: pageQuery,
          response: { 200: layerFilesSchema, ...failures },
        },
      },
      async (request) => {
        const page = { from: request.query.from, limit: PAGE };
        return containers.files(ownerOf(request), request.params.ref, page);
      },
    );

    app.get(
      paths.containerEntries,
      {
        schema: {
          summary:
            "Page through the files of a container's writable layer, or of the container: found, sorted, with sums",
          params: containerParams,
          querystring: entriesQuerySchema,
          response: { 200: entriesPageSchema, ...failures },
        },
      },
      async (request) => containers.entries(ownerOf(request), request.params.ref, request.query),
    );

    app.get(
      paths.containerArchive,
      {
        schema: {
          summary: "Download a file or folder of a container as a tar archive",
          params: containerParams,
          querystring: pathQuery,
          response: { 200: streamed("The archive", "application/x-tar"), ...failures },
        },
      },
      async (request, reply) => {
        const { tar } = await containers.readArchive(ownerOf(request), request.params.ref, request.query.path);
        reply
          .header("cache-control", "no-store")
          .header("content-disposition", attachment(nameAtEnd(request.query.path, ".tar")));
        return sendStream(reply, "application/x-tar", tar);
      },
    );

    app.put(
      paths.containerArchive,
      {
        schema: {
          summary: "Unpack a tar archive into a folder of a container",
          params: containerParams,
          querystring: pathQuery,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        // Before a byte is read.
        const { id } = containers.get(owner, request.params.ref);
        const tar = Readable.from(boundedBody(request, uploads.bytes), { objectMode: false });
        await containers.writeArchive(owner, id, request.query.path, tar);
        return reply.code(204).send();
      },
    );
  };
}
