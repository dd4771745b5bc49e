import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { openedShellSchema } from "#contract/openedShell.ts";
import { paths } from "#contract/paths.ts";
import { findStepState } from "#server/shells/findStepState.ts";
import { layerPlace } from "#server/shells/layerPlace.ts";
import { openShell } from "#server/shells/openShell.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const stepParams = z.object({ id: z.string().max(64), step: z.string().max(64) });
const layerParams = imageParams.extend({ layer: z.coerce.number().int().min(0) });

/** Open a shell here: at a step of a build, or at a layer of an image. */
export function shellRoutes(services: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.stepShell,
      {
        schema: {
          summary: "Create a container with a shell in the files after a step, or before it if it failed",
          params: stepParams,
          response: { 201: openedShellSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { state, layers, at } = findStepState(services, owner, request.params.id, request.params.step);
        const { command, shell, config, ...rest } = state;
        const withShell = { ...config, Shell: [...shell] };
        const container = await openShell(services, owner, { ...rest, config: withShell, layers, what: "step" });
        return reply.code(201).send({ container, at, ...(command !== undefined && { command }) });
      },
    );

    app.post(
      paths.layerShell,
      {
        schema: {
          summary: "Create a container with a shell in the files up to a layer of an image",
          params: layerParams,
          response: { 201: openedShellSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const image = services.images.require(owner, request.params.ref);
        const container = await openShell(services, owner, layerPlace(image, request.params.layer));
        return reply.code(201).send({ container, at: "after" as const });
      },
    );
  };
}
