import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  historySchema,
  imageFilesSchema,
  inspectSchema,
  layerFilesSchema,
  stackSchema,
  wasteSchema,
} from "#contract/image.ts";
import { imageDockerfileSchema } from "#contract/imageDockerfile.ts";
import { entriesPageSchema, entriesQuerySchema } from "#contract/imageEntries.ts";
import { imageFactsSchema } from "#contract/imageFacts.ts";
import { imageFieldsSchema } from "#contract/imageFields.ts";
import { efficiencySchema, leftoversSchema } from "#contract/imageLeftovers.ts";
import { paths } from "#contract/paths.ts";
import { filesQuery, imageParams, layerParams, pageQuery } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** Views that need only the image's name. */
const PLAIN = [
  {
    at: "stack",
    url: paths.imageLayers,
    summary: "List the layers and configuration rows of an image",
    answer: stackSchema,
  },
  {
    at: "history",
    url: paths.imageHistory,
    summary: "Get the history of an image, as docker history prints it",
    answer: historySchema,
  },
  {
    at: "inspect",
    url: paths.imageInspect,
    summary: "Inspect an image, as docker image inspect does",
    answer: inspectSchema,
  },
  {
    at: "facts",
    url: paths.imageFacts,
    summary:
      "Tell which images share the layers of an image, which bases they are of, and how large they are compressed",
    answer: imageFactsSchema,
  },
  {
    at: "fields",
    url: paths.imageFields,
    summary: "Get the documents of an image, and what set the fields of its inspect view",
    answer: imageFieldsSchema,
  },
  {
    at: "dockerfile",
    url: paths.imageDockerfile,
    summary: "Get the Dockerfile of an image, reconstructed from its history if it was not built here",
    answer: imageDockerfileSchema,
  },
  { at: "waste", url: paths.imageWaste, summary: "List the dead bytes of an image", answer: wasteSchema },
  {
    at: "leftovers",
    url: paths.imageLeftovers,
    summary: "List what an image shows and does not need, and its duplicate files",
    answer: leftoversSchema,
  },
  {
    at: "efficiency",
    url: paths.imageEfficiency,
    summary: "Get the efficiency of an image, computed as dive does",
    answer: efficiencySchema,
  },
] as const;

/** The contents of an image. */
export function imageContentRoutes({ imageReader }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    for (const { at, url, summary, answer } of PLAIN) {
      app.get(
        url,
        { schema: { summary, params: imageParams, response: { 200: answer, ...failures } } },
        async (request, reply) => {
          const place = { workspace: ownerOf(request), ref: request.params.ref };
          return sendJson(reply, await imageReader.look(place, { at }));
        },
      );
    }

    app.get(
      paths.layerFiles,
      {
        schema: {
          summary: "List what a layer adds, changes, and deletes",
          params: layerParams,
          querystring: pageQuery,
          response: { 200: layerFilesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { ref, layer } = request.params;
        const { from } = request.query;
        const place = { workspace: ownerOf(request), ref };
        return sendJson(reply, await imageReader.look(place, { at: "layer", layer, from }));
      },
    );

    app.get(
      paths.layerTree,
      {
        schema: {
          summary: "List all files of an image up to and including a layer",
          params: layerParams,
          response: { 200: layerFilesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { ref, layer } = request.params;
        return sendJson(reply, await imageReader.look({ workspace: ownerOf(request), ref }, { at: "tree", layer }));
      },
    );

    app.get(
      paths.layerEntries,
      {
        schema: {
          summary:
            "Page through the files of a layer, or of an image up to a layer: found, sorted, with sums by folder",
          params: layerParams,
          querystring: entriesQuerySchema,
          response: { 200: entriesPageSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { ref, layer } = request.params;
        const look = { at: "entries", layer, query: request.query } as const;
        return sendJson(reply, await imageReader.look({ workspace: ownerOf(request), ref }, look));
      },
    );

    app.get(
      paths.imageFiles,
      {
        schema: {
          summary: "Read a folder or a file of an image",
          params: imageParams,
          querystring: filesQuery,
          response: { 200: imageFilesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.look(place, { at: "files", path: request.query.path }));
      },
    );
  };
}
