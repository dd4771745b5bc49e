import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  historySchema,
  imageFilesSchema,
  inspectSchema,
  layerFilesSchema,
  stackSchema,
  wasteSchema,
} from "#contract/image.ts";
import { problem } from "#contract/problem.ts";
import { paths } from "#contract/routes.ts";
import { ProblemError } from "#server/images/problemError.ts";
import { imageHistory } from "#server/inspect/history.ts";
import { imageFiles } from "#server/inspect/imageFiles.ts";
import { inspectImage } from "#server/inspect/inspect.ts";
import { layerFiles } from "#server/inspect/layerFiles.ts";
import { contentComparer } from "#server/inspect/sameContent.ts";
import { imageStack } from "#server/inspect/stack.ts";
import { imageWaste } from "#server/inspect/waste.ts";
import { imageParams } from "./images.ts";
import { InspectedImages } from "./inspectedImages.ts";
import { ownerOf } from "./owner.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

const MAX_FILES = 50_000;
const MAX_WASTE = 1000;

const layerParams = imageParams.extend({ layer: z.coerce.number().int().min(0).max(10_000) });
const filesQuery = z.object({ path: z.string().max(4096).default("/") });

function missing(what: string): ProblemError {
  return new ProblemError(problem("request/not-found", `The image has no ${what}.`));
}

/** What is inside an image. */
export function imageContentRoutes({ images, blobs }: Services): FastifyPluginAsyncZod {
  const opened = new InspectedImages(images);
  const read = async (...[diffId, start, length]: Parameters<typeof blobs.readBytes>) =>
    blobs.readBytes(diffId, start, length);

  return async (app) => {
    app.get(
      paths.imageLayers,
      {
        schema: {
          summary: "The stack: layers and configuration rows",
          params: imageParams,
          response: { 200: stackSchema, ...failures },
        },
      },
      async (request) => imageStack(opened.open(ownerOf(request), request.params.ref)),
    );

    app.get(
      paths.layerFiles,
      {
        schema: {
          summary: "What a layer adds, changes and deletes",
          params: layerParams,
          response: { 200: layerFilesSchema, ...failures },
        },
      },
      async (request) => {
        const { ref, layer } = request.params;
        const files = layerFiles(opened.open(ownerOf(request), ref), layer, { limit: MAX_FILES });
        if (files === undefined) throw missing(`layer ${layer}`);
        return files;
      },
    );

    app.get(
      paths.imageFiles,
      {
        schema: {
          summary: "A folder or a file of the image",
          params: imageParams,
          querystring: filesQuery,
          response: { 200: imageFilesSchema, ...failures },
        },
      },
      async (request) => {
        const { path } = request.query;
        const files = await imageFiles(opened.open(ownerOf(request), request.params.ref), path, read);
        if (files === undefined) throw missing(`file ${JSON.stringify(path.slice(0, 200))}`);
        return files;
      },
    );

    app.get(
      paths.imageHistory,
      {
        schema: {
          summary: "Its history, as docker history has it",
          params: imageParams,
          response: { 200: historySchema, ...failures },
        },
      },
      async (request) => imageHistory(opened.open(ownerOf(request), request.params.ref)),
    );

    app.get(
      paths.imageInspect,
      {
        schema: {
          summary: "What docker image inspect prints",
          params: imageParams,
          response: { 200: inspectSchema, ...failures },
        },
      },
      async (request) => inspectImage(opened.open(ownerOf(request), request.params.ref)),
    );

    app.get(
      paths.imageWaste,
      {
        schema: {
          summary: "Bytes that the image stores and never shows",
          params: imageParams,
          response: { 200: wasteSchema, ...failures },
        },
      },
      async (request) =>
        imageWaste(opened.open(ownerOf(request), request.params.ref), {
          limit: MAX_WASTE,
          sameContent: contentComparer(blobs),
        }),
    );
  };
}
