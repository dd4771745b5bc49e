import { type EntriesPage, entriesPageSchema } from "#contract/imageEntries.ts";
import { type EntriesAsked, routes } from "#contract/routes.ts";
import { request } from "./request.ts";
import type { Result } from "./result.ts";

/** One page of the files of a layer, of a step that no image has, or of a container's writable layer. */
export type GetEntries = (asked: EntriesAsked, signal: AbortSignal) => Promise<Result<EntriesPage>>;

const answer = entriesPageSchema;

export const entriesOfLayer =
  (image: string, layer: number): GetEntries =>
  (asked, signal) =>
    request({ path: routes.layerEntries(image, layer, asked), answer, signal });
export const entriesOfStep =
  (build: string, step: string): GetEntries =>
  (asked, signal) =>
    request({ path: routes.stepEntries(build, step, asked), answer, signal });
export const entriesOfContainer =
  (id: string): GetEntries =>
  (asked, signal) =>
    request({ path: routes.containerEntries(id, asked), answer, signal });
