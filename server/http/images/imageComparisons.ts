import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { buildSchema } from "#contract/build.ts";
import {
  comparedEntriesQuerySchema,
  comparedPackagesSchema,
  comparisonQuerySchema,
  imageComparisonSchema,
} from "#contract/imageComparison.ts";
import { entriesPageSchema } from "#contract/imageEntries.ts";
import { paths } from "#contract/paths.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { AskedSource } from "#server/inspection/comparisonLooks.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

interface Sides {
  readonly a: string;
  readonly b: string;
}

const builtSchema = z.object({ image: buildSchema.shape.image, source: buildSchema.shape.source });

function noImage(): ProblemError {
  return problemError("image/not-found", "This build made no image.", { next: "Choose a build that succeeded." });
}

/** Two images side by side. */
export function imageComparisonRoutes({ builds, imageReader }: Services): FastifyPluginAsyncZod {
  /** A build's ID stands for its image, with the Dockerfile of that build. */
  function sideOf(owner: string, ref: string): { readonly ref: string; readonly asked?: AskedSource } {
    const text = builds.kept.find(owner, ref);
    if (text === undefined) return { ref };
    const { image, source } = builtSchema.parse(JSON.parse(text));
    if (image === undefined) throw noImage();
    const { dockerfile, dockerfileText } = source ?? {};
    const isKnown = dockerfile !== undefined && dockerfileText !== undefined;
    return { ref: image.id, asked: { build: ref, ...(isKnown && { source: { dockerfile, dockerfileText } }) } };
  }
  const sidesOf = (owner: string, { a, b }: Sides) => ({ a: sideOf(owner, a), b: sideOf(owner, b) });
  const refsOf = (owner: string, sides: Sides): Sides => {
    const { a, b } = sidesOf(owner, sides);
    return { a: a.ref, b: b.ref };
  };

  return async (app) => {
    app.get(
      paths.imageComparison,
      {
        schema: {
          summary: "Compare two images, or the images of two builds: layers, sizes, configuration, counts of files",
          querystring: comparisonQuerySchema,
          response: { 200: imageComparisonSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { a, b } = sidesOf(owner, request.query);
        const sources = { ...(a.asked && { a: a.asked }), ...(b.asked && { b: b.asked }) };
        return sendJson(reply, await imageReader.compare(owner, { at: "overview", a: a.ref, b: b.ref, sources }));
      },
    );

    app.get(
      paths.comparedEntries,
      {
        schema: {
          summary: "List the paths that two images have different, a page of them",
          querystring: comparedEntriesQuerySchema,
          response: { 200: entriesPageSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { a, b, ...wanted } = request.query;
        return sendJson(reply, await imageReader.compare(owner, { at: "entries", ...refsOf(owner, { a, b }), wanted }));
      },
    );

    app.get(
      paths.comparedPackages,
      {
        schema: {
          summary: "List the packages that were added, removed, or updated between two images",
          querystring: comparisonQuerySchema,
          response: { 200: comparedPackagesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const look = { at: "packages", ...refsOf(owner, request.query) } as const;
        return sendJson(reply, await imageReader.compare(owner, look));
      },
    );
  };
}
