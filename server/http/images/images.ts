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
import { paths } from "#contract/paths.ts";
import { listImages } from "#server/images/listImages.ts";
import { pruneImages } from "#server/images/pruneImages.ts";
import { removeImage } from "#server/images/removeImage.ts";
import { sharedLayers } from "#server/oci/inspect/sharedLayers.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(500) });

/** A query says `?force=true` or `?force=1`. */
const flag = z.stringbool().default(false);
const removeQuery = z.object({ force: flag });
const pruneQuery = z.object({ all: flag });

/** List, describe, tag, and remove images. */
export function imageRoutes({ builds, images, containers, imageReader }: Services): FastifyPluginAsyncZod {
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
      async (request) => {
        const listed = await listImages(images, imageReader, ownerOf(request));
        return { images: listed.slice(0, request.query.limit) };
      },
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
          summary:
            "Remove the images without a tag, or all, that no container uses, except those of the newest build and of pinned ones",
          querystring: pruneQuery,
          response: { 200: prunedImagesSchema, ...failures },
        },
      },
      async (request) => {
        const owner = ownerOf(request);
        const options = { all: request.query.all, except: builds.kept.keptImages(owner) };
        const { removed, bytes } = pruneImages({ images, containers }, owner, options);
        return { images: removed.flatMap(({ deleted }) => deleted ?? []), size: bytes };
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
          summary:
            "Remove a tag, and the image with its last tag; an ID removes all tags. Refused while a container uses it",
          params: imageParams,
          querystring: removeQuery,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const options = { force: request.query.force, everyName: true };
        removeImage({ images, containers }, ownerOf(request), request.params.ref, options);
        return reply.code(204).send();
      },
    );
  };
}
