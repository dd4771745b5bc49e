import { localImagesSchema } from "#contract/localImages.ts";
import { routes } from "#contract/routes.ts";
import { loadedImagesSchema } from "#contract/transfer.ts";
import { request } from "./request.ts";

export const listLocalImages = () => request({ path: routes.localImages(), answer: localImagesSchema });
export const loadLocalImage = (image: string, signal: AbortSignal) =>
  request({ path: routes.localImages(), method: "POST", json: { image }, answer: loadedImagesSchema, signal });
