import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  type ImageDetail,
  type ImageSummary,
  imageDetailSchema,
  imageListSchema,
  imageSummarySchema,
  tagRequestSchema,
} from "#contract/image.ts";
import { paths } from "#contract/routes.ts";
import type { StoredImage } from "#server/images/storedImage.ts";
import { ownerOf } from "./owner.ts";
import { failures, nothing } from "./responses.ts";
import type { Services } from "./services.ts";

/** `ref`: a name, a tag or an id, URL-encoded. */
export const imageParams = z.object({ ref: z.string().min(1).max(1024) });

function summary(image: StoredImage): ImageSummary {
  const { id, tags, platform, size, layers, built, config } = image;
  const created = config.created === undefined ? {} : { created: config.created };
  return { id, tags: [...tags], platform, size, layers: layers.length, built, ...created };
}

function detail(image: StoredImage): ImageDetail {
  return { ...summary(image), manifest: image.manifest, config: image.config };
}

/** Images as a whole: list, one, tag, remove. */
export function imageRoutes({ images }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.images,
      { schema: { summary: "The images of the workspace", response: { 200: imageListSchema, ...failures } } },
      async (request) => ({ images: images.list(ownerOf(request)) }),
    );

    app.get(
      paths.image,
      { schema: { summary: "An image", params: imageParams, response: { 200: imageDetailSchema, ...failures } } },
      async (request) => detail(images.require(ownerOf(request), request.params.ref)),
    );

    app.post(
      paths.imageTags,
      {
        schema: {
          summary: "Gives an image one more name",
          params: imageParams,
          body: tagRequestSchema,
          response: { 201: imageSummarySchema, ...failures },
        },
      },
      async (request, reply) => {
        const tagged = images.tag(ownerOf(request), request.params.ref, request.body.tag);
        return reply.code(201).send(summary(tagged));
      },
    );

    app.delete(
      paths.image,
      {
        schema: {
          summary: "Takes a name away, and the image with its last one; an id takes all",
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
