import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { ProblemError } from "#contract/problemError.ts";
import { importQuerySchema, loadedImagesSchema } from "#contract/transfer.ts";
import { changeConfig } from "#dockerfile/plan/changeConfig.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";
import { boundedBody, streamBodies } from "../base/upload.ts";

/** The types that clients send tars with, compressed or not. */
const TARS = [
  "application/x-tar",
  "application/tar",
  "application/gzip",
  "application/x-gzip",
  "application/zstd",
  "application/octet-stream",
];

/** Load images from archives. */
export function imageLoadRoutes({ imageReader, transfers, uploads }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    streamBodies(app, TARS);
    app.post(
      paths.imageLoad,
      {
        schema: {
          summary: "Load the images of an archive, as docker load",
          consumes: ["application/x-tar"],
          response: { 201: loadedImagesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const body = boundedBody(request, uploads.bytes);
        imageReader.warm();
        const images = await transfers.load(ownerOf(request), body, signalOf(reply));
        return reply.code(201).send({ images: [...images] });
      },
    );

    app.post(
      paths.imageImport,
      {
        schema: {
          summary: "Make a root file system an image, as docker import",
          consumes: ["application/x-tar"],
          querystring: importQuerySchema,
          response: { 201: loadedImagesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { name, message, change = [] } = request.query;
        const changed = changeConfig({}, [change].flat());
        if (!changed.ok) throw new ProblemError(changed.problem);
        const options = { config: changed.config, ...(name && { name }), ...(message && { message }) };
        const body = boundedBody(request, uploads.bytes);
        const id = await transfers.import(ownerOf(request), body, options, signalOf(reply));
        return reply.code(201).send({ images: [{ id, names: name ? [name] : [] }] });
      },
    );
  };
}
