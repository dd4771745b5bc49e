import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  imageDetailSchema,
  imageListSchema,
  imageSummarySchema,
  prunedImagesSchema,
  tagRequestSchema,
} from "#contract/image.ts";
import { imageSharingSchema } from "#contract/imageSharing.ts";
import { paths } from "#contract/routes.ts";
import { sharedLayers } from "#server/oci/inspect/sharedLayers.ts";
import { ownerOf } from "./owner.ts";
import { failures, nothing, sendJson } from "./responses.ts";
import type { Services } from "./services.ts";

/** `ref`: a name, a tag, or an ID, URL-encoded. */
export const imageParams = z.object({ ref: z.string().min(1).max(1024) });

const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(500) });

/** List, describe, tag, and remove images. */
export function imageRoutes({ builds, images, imageReader }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.images,
      {
        schema: {
          summary: "List the images of the workspace, newest first",
          querystring: listQuery,
          response: { 200: imageListSchema, ...failures },
        },
      },
      async (request) => ({ images: images.list(ownerOf(request)).slice(0, request.query.limit) }),
    );

    app.get(
      paths.imageSharing,
      {
        schema: {
          summary: "Show which images share which layers, and the bytes that this saves",
          response: { 200: imageSharingSchema, ...failures },
        },
      },
      async (request) => sharedLayers(images.listLayers(ownerOf(request))),
    );

    app.post(
      paths.imagesPrune,
      {
        schema: {
          summary: "Remove the images that were built here and have no tag, except the newest build's",
          response: { 200: prunedImagesSchema, ...failures },
        },
      },
      async (request) => {
        const owner = ownerOf(request);
        return images.prune(owner, builds.newestImage(owner));
      },
    );

    app.get(
      paths.image,
      { schema: { summary: "Get an image", params: imageParams, response: { 200: imageDetailSchema, ...failures } } },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.look(place, { at: "image" }));
      },
    );

    app.post(
      paths.imageTags,
      {
        schema: {
          summary: "Add a tag to an image",
          params: imageParams,
          body: tagRequestSchema,
          response: { 201: imageSummarySchema, ...failures },
        },
      },
      async (request, reply) => {
        const tagged = images.tag(ownerOf(request), request.params.ref, request.body.tag);
        return reply.code(201).send(tagged);
      },
    );

    app.delete(
      paths.image,
      {
        schema: {
          summary: "Remove a tag, and the image with its last tag; an ID removes all tags",
          params: imageParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        images.remove(ownerOf(request), request.params.ref);
        return reply.code(204).send();
      },
    );
  };
}
