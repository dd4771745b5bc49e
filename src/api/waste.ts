import { efficiencySchema, imageDifferencesSchema, leftoversSchema } from "#contract/imageLeftovers.ts";
import { imageMapSchema } from "#contract/imageMap.ts";
import { routes } from "#contract/routes.ts";
import { request } from "./request.ts";

type Signal = AbortSignal;

export const getLeftovers = (ref: string, signal?: Signal) =>
  request({ path: routes.imageLeftovers(ref), answer: leftoversSchema, signal });
export const getEfficiency = (ref: string, signal?: Signal) =>
  request({ path: routes.imageEfficiency(ref), answer: efficiencySchema, signal });
export const getDifferences = (ref: string, to: string, without: readonly string[], signal?: Signal) =>
  request({ path: routes.imageDifferences(ref, to, without), answer: imageDifferencesSchema, signal });
export const getImageMap = (ref: string, path: string, depth: number, signal?: Signal) =>
  request({ path: routes.imageMap(ref, path, depth), answer: imageMapSchema, signal });
