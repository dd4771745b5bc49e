import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { baseImageSchema, baseImagesSchema, baseTagsSchema, MAX_BASES, MAX_TAGS } from "#contract/base.ts";
import { paths } from "#contract/paths.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const platformQuery = z.string().max(100).optional();
const name = z.string().max(4096);
/** A parameter that occurs once in a query is a string. */
const namesQuery = z.union([name.transform((one) => [one]), z.array(name).max(MAX_BASES)]);

/** Base images that are stored here, for completion and hovers in the editor. Nothing is pulled. */
export function baseRoutes({ images, imageReader, tags }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.bases,
      {
        schema: {
          summary: "Describe those of several base images that are stored on this server",
          querystring: z.object({ ref: namesQuery, platform: platformQuery }),
          response: { 200: baseImagesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { ref, platform } = request.query;
        return sendJson(reply, await imageReader.bases(ownerOf(request), ref, platform));
      },
    );

    app.get(
      paths.base,
      {
        schema: {
          summary: "Describe a base image that is stored on this server",
          params: imageParams,
          querystring: z.object({ platform: platformQuery }),
          response: { 200: baseImageSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.base(place, request.query.platform));
      },
    );

    app.get(
      paths.baseTags,
      {
        schema: {
          summary: "List the tags of a repository",
          params: imageParams,
          response: { 200: baseTagsSchema, ...failures },
        },
      },
      async (request) => {
        const reference = requireReference(request.params.ref);
        const listed = await tags.find(reference);
        if (listed !== undefined) {
          const hasTag = await tags.has(reference);
          return { tags: [...listed], source: "registry" as const, ...(hasTag !== undefined && { hasTag }) };
        }
        const atHand = images.listPulled().map((image) => requireReference(image.reference));
        const own = atHand.filter(
          ({ registry, repository }) => registry === reference.registry && repository === reference.repository,
        );
        const kept = new Set(own.flatMap(({ tag }) => tag ?? []));
        return { tags: [...kept].slice(0, MAX_TAGS), source: "at-hand" as const };
      },
    );
  };
}
