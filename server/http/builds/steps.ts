import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { buildSchema } from "#contract/build.ts";
import { layerFilesSchema } from "#contract/image.ts";
import { entriesPageSchema, entriesQuerySchema } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import { paths } from "#contract/paths.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { layersUpTo } from "#contract/stageChain.ts";
import { stepSurroundingsSchema } from "#contract/stepState.ts";
import { findStepState } from "#server/shells/findStepState.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ id: z.string().max(64), step: z.string().max(64) });

/** Views of a step's layer. A failed build and an unused stage have no image to view. */
const VIEWS = [
  { at: "layer", url: paths.stepFiles, summary: "List what a step of a build adds, changes, and deletes" },
  { at: "tree", url: paths.stepTree, summary: "List all files up to and including a step of a build" },
] as const;

export function stepRoutes({ builds, images, imageReader }: Services): FastifyPluginAsyncZod {
  function layersOf(owner: string, id: string, step: string): readonly Digest[] {
    const { stages = [], steps } = buildSchema.parse(JSON.parse(builds.kept.text(owner, id)));
    const layers = layersUpTo({ stages, steps }, step);
    if (layers !== undefined && layers.length > 0) return layers;
    throw new ProblemError(problem("request/not-found", "The build has no such step with a layer."));
  }

  return async (app) => {
    app.get(
      paths.stepState,
      {
        schema: {
          summary: "Show variables, user, folder, and configuration at a step of a build",
          params,
          response: { 200: stepSurroundingsSchema, ...failures },
        },
      },
      async (request) => {
        const { id, step } = request.params;
        const { at, state } = findStepState({ builds, images }, ownerOf(request), id, step);
        const { env, user, workdir, shell, config } = state;
        return { at, env: [...env], user, workdir, shell: [...shell], config };
      },
    );

    for (const { at, url, summary } of VIEWS) {
      app.get(
        url,
        { schema: { summary, params, response: { 200: layerFilesSchema, ...failures } } },
        async (request, reply) => {
          const { id, step } = request.params;
          return sendJson(reply, await imageReader.layers({ at, layers: layersOf(ownerOf(request), id, step) }));
        },
      );
    }

    app.get(
      paths.stepEntries,
      {
        schema: {
          summary:
            "Page through the files of a step of a build, or of all up to it: found, sorted, with sums by folder",
          params,
          querystring: entriesQuerySchema,
          response: { 200: entriesPageSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { id, step } = request.params;
        const layers = layersOf(ownerOf(request), id, step);
        return sendJson(reply, await imageReader.layers({ at: "entries", layers, query: request.query }));
      },
    );
  };
}
