import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { compressedSizeSchema } from "#contract/imageFacts.ts";
import { paths } from "#contract/paths.ts";
import { LayerPacking } from "#server/inspection/layerPacking.ts";
import { missing } from "#server/inspection/missing.ts";
import { layerParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";

/** The compressed size of a layer, which takes as long as compressing it the first time. */
export function layerCompressedRoutes({ blobs, images }: Services): FastifyPluginAsyncZod {
  const packing = new LayerPacking(blobs);
  return async (app) => {
    app.get(
      paths.layerCompressed,
      {
        schema: {
          summary: "Get the compressed size of a layer: as it was received, or as it would be pushed",
          params: layerParams,
          response: { 200: compressedSizeSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { ref, layer } = request.params;
        const found = images.require(ownerOf(request), ref).layers[layer] ?? missing(`layer ${layer}`);
        return await packing.sizeOf(found.diffId, signalOf(reply));
      },
    );
  };
}
