import { compressedSizeSchema, imageFactsSchema } from "#contract/imageFacts.ts";
import { imageFieldsSchema } from "#contract/imageFields.ts";
import { routes } from "#contract/routes.ts";
import { request } from "./request.ts";

export const getImageFacts = (ref: string) => request({ path: routes.imageFacts(ref), answer: imageFactsSchema });
export const getImageFields = (ref: string) => request({ path: routes.imageFields(ref), answer: imageFieldsSchema });
/** Takes as long as compressing it, if that was never done. */
export const getCompressedSize = (ref: string, layer: number, signal: AbortSignal) =>
  request({ path: routes.layerCompressed(ref, layer), answer: compressedSizeSchema, signal });
