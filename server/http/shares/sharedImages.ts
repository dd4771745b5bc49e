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
import { entriesPageSchema, entriesQuerySchema } from "#contract/imageEntries.ts";
import { imageMapSchema, mapQuerySchema } from "#contract/imageMap.ts";
import { paths } from "#contract/paths.ts";
import { listedLayers } from "#server/shares/listedLayers.ts";
import type { ShareManifest } from "#server/shares/shareManifest.ts";
import { requirePart } from "#server/shares/shareParts.ts";
import { notInShare } from "#server/shares/shareProblems.ts";
import { filesQuery, layerParams, pageQuery } from "../base/imageParams.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { shareParams } from "./shares.ts";

const imageParams = shareParams.extend({ ref: z.string().max(1024) });
const imageLayerParams = imageParams.extend({ layer: layerParams.shape.layer });

/** Views that are parts of their own. */
const VIEWS = [
  { part: "stack", url: paths.shareStack, what: "the layers", answer: stackSchema },
  { part: "history", url: paths.shareHistory, what: "the history", answer: historySchema },
  { part: "inspect", url: paths.shareInspect, what: "the inspect view", answer: inspectSchema },
  { part: "waste", url: paths.shareWaste, what: "the dead bytes", answer: wasteSchema },
] as const;

/** The image of a share. Its files are listed; their content is not part of a share. */
export function sharedImageRoutes({ blobs, imageReader, shares }: Services): FastifyPluginAsyncZod {
  const imageOf = ({ id, ref }: z.infer<typeof imageParams>): ShareManifest => {
    const manifest = shares.manifest(id);
    if (manifest.build?.image !== ref) throw notInShare("This image");
    return manifest;
  };

  return async (app) => {
    for (const { part, url, what, answer } of VIEWS) {
      app.get(
        url,
        {
          schema: {
            summary: `Get ${what} of the image of a share`,
            params: imageParams,
            response: { 200: answer, ...failures },
          },
        },
        async (request, reply) => sendJson(reply, requirePart(imageOf(request.params), blobs, part)),
      );
    }

    app.get(
      paths.shareLayerFiles,
      {
        schema: {
          summary: "List what a layer of the image of a share adds, changes, and deletes",
          params: imageLayerParams,
          querystring: pageQuery,
          response: { 200: layerFilesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { layer } = request.params;
        const shared = listedLayers(imageOf(request.params), blobs, layer);
        const look = { at: "layer", layer, from: request.query.from } as const;
        return sendJson(reply, await imageReader.shared(shared, look));
      },
    );

    app.get(
      paths.shareLayerTree,
      {
        schema: {
          summary: "List all files of the image of a share up to and including a layer",
          params: imageLayerParams,
          response: { 200: layerFilesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { layer } = request.params;
        const shared = listedLayers(imageOf(request.params), blobs, layer);
        return sendJson(reply, await imageReader.shared(shared, { at: "tree", layer }));
      },
    );

    app.get(
      paths.shareLayerEntries,
      {
        schema: {
          summary: "Page through the files of a layer of the image of a share, or of the image up to a layer",
          params: imageLayerParams,
          querystring: entriesQuerySchema,
          response: { 200: entriesPageSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { layer } = request.params;
        const shared = listedLayers(imageOf(request.params), blobs, layer);
        const look = { at: "entries", layer, query: request.query } as const;
        return sendJson(reply, await imageReader.shared(shared, look));
      },
    );

    app.get(
      paths.shareMap,
      {
        schema: {
          summary: "Get the sizes of a folder of the image of a share and what is in it",
          params: imageParams,
          querystring: mapQuerySchema,
          response: { 200: imageMapSchema, ...failures },
        },
      },
      async (request, reply) => {
        const manifest = imageOf(request.params);
        const shared = listedLayers(manifest, blobs, manifest.layers.length - 1);
        return sendJson(reply, await imageReader.shared(shared, { at: "map", ...request.query }));
      },
    );

    app.get(
      paths.shareImageFiles,
      {
        schema: {
          summary: "List a folder of the image of a share",
          params: imageParams,
          querystring: filesQuery,
          response: { 200: imageFilesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const manifest = imageOf(request.params);
        const shared = listedLayers(manifest, blobs, manifest.layers.length - 1);
        return sendJson(reply, await imageReader.shared(shared, { at: "files", path: request.query.path }));
      },
    );
  };
}
