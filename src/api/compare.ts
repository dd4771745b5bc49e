import { imageFilesSchema } from "#contract/image.ts";
import { comparedPackagesSchema, imageComparisonSchema } from "#contract/imageComparison.ts";
import { entriesPageSchema } from "#contract/imageEntries.ts";
import { type ComparedEntriesAsked, routes } from "#contract/routes.ts";
import { request } from "./request.ts";

/** `a` and `b`: images or builds. */
export const getComparison = (a: string, b: string) =>
  request({ path: routes.imageComparison(a, b), answer: imageComparisonSchema });
export const getComparedEntries = (a: string, b: string, asked: ComparedEntriesAsked) =>
  request({ path: routes.comparedEntries(a, b, asked), answer: entriesPageSchema });
export const getComparedPackages = (a: string, b: string) =>
  request({ path: routes.comparedPackages(a, b), answer: comparedPackagesSchema });
/** A file with the start of its text. */
export const getImageFiles = (ref: string, path: string) =>
  request({ path: routes.imageFiles(ref, path), answer: imageFilesSchema });
