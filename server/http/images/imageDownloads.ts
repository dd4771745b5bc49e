import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { filePlaceQuerySchema } from "#contract/imageFile.ts";
import { listingQuerySchema } from "#contract/imageListing.ts";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import { folderTar } from "#server/inspection/folderTar.ts";
import { changePages, csvListing, jsonListing, rootPages } from "#server/inspection/layerListing.ts";
import { nameAtEnd } from "../base/attachment.ts";
import { imageParams, layerParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { asAttachment } from "../base/rawContent.ts";
import { failures, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** Parts of an image to keep: a folder and a layer as tars, the list of files as a table. */
export function imageDownloadRoutes({ imageReader, images, blobs }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.imageFolderArchive,
      {
        schema: {
          summary: "Download a folder of an image as a tar archive",
          params: imageParams,
          querystring: filePlaceQuerySchema,
          response: { 200: streamed("The archive", "application/x-tar"), ...failures },
        },
      },
      async (request, reply) => {
        const { path, layer } = request.query;
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        const pages = (from: number, limit: number) =>
          imageReader.lookAt(place, { at: "folder", path, layer, from, limit });
        asAttachment(reply, nameAtEnd(path, ".tar"));
        return sendStream(
          reply,
          "application/x-tar",
          Readable.from(await folderTar(blobs, pages), { objectMode: false }),
        );
      },
    );

    app.get(
      paths.layerArchive,
      {
        schema: {
          summary: "Download a layer of an image as a tar archive, uncompressed",
          params: layerParams,
          response: { 200: streamed("The archive", "application/x-tar"), ...failures },
        },
      },
      async (request, reply) => {
        const { ref, layer } = request.params;
        const stored = images.require(ownerOf(request), ref).layers[layer];
        if (!stored) throw problemError("request/not-found", `The image has no layer ${layer}.`);
        asAttachment(reply, `layer-${layer + 1}.tar`).header("content-length", stored.size);
        return sendStream(reply, "application/x-tar", blobs.readStream(stored.diffId));
      },
    );

    app.get(
      paths.layerListing,
      {
        schema: {
          summary: "Download the list of what a layer changes, or of all files up to it",
          params: layerParams,
          querystring: listingQuerySchema,
          response: { 200: streamed("The list, as JSON or CSV", "application/octet-stream"), ...failures },
        },
      },
      async (request, reply) => {
        const { ref, layer } = request.params;
        const { of, format } = request.query;
        const place = { workspace: ownerOf(request), ref };
        const pages = of === "root" ? rootPages(imageReader, place, layer) : changePages(imageReader, place, layer);
        // The first page says whether there is such a layer.
        const first = await pages.next();
        const text = format === "csv" ? csvListing(first, pages) : jsonListing(first, pages);
        asAttachment(reply, `${of === "root" ? "files" : "layer"}-${layer + 1}.${format}`);
        const mediaType = format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        return sendStream(reply, mediaType, Readable.from(text, { objectMode: false }));
      },
    );
  };
}
