import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { volumeListSchema, volumeSchema } from "#contract/container.ts";
import { prunedVolumesSchema, volumeRequestSchema } from "#contract/containerCalls.ts";
import { paths } from "#contract/paths.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { routes } from "#contract/routes.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ name: z.string().min(1).max(255) });
const pruneQuery = z.object({ all: z.stringbool().default(false) });

/** List, create, and remove volumes. Another owner's are not found. */
export function volumeRoutes({ containers }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.volumes,
      {
        schema: {
          summary: "List the volumes of the workspace",
          response: { 200: volumeListSchema, ...failures },
        },
      },
      async (request) => ({ volumes: await containers.volumes(ownerOf(request)) }),
    );

    app.post(
      paths.volumes,
      {
        schema: {
          summary: "Create a volume; one with this name stays as it is",
          body: volumeRequestSchema,
          response: { 201: volumeSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { name, labels } = request.body;
        const created = await containers.createVolume(ownerOf(request), name, labels);
        return reply.code(201).header("location", routes.volume(created.name)).send(created);
      },
    );

    app.post(
      paths.volumesPrune,
      {
        schema: {
          summary: "Remove anonymous volumes that no container has; all such volumes with all=true",
          querystring: pruneQuery,
          response: { 200: prunedVolumesSchema, ...failures },
        },
      },
      async (request) => {
        const { names, bytes } = await containers.pruneVolumes(ownerOf(request), request.query.all);
        return { names: [...names], bytes };
      },
    );

    app.get(
      paths.volume,
      { schema: { summary: "Get a volume", params, response: { 200: volumeSchema, ...failures } } },
      async (request) => {
        const { name } = request.params;
        const found = (await containers.volumes(ownerOf(request))).find((volume) => volume.name === name);
        if (found !== undefined) return found;
        throw new ProblemError(problem("volume/not-found", `No volume named ${name}.`));
      },
    );

    app.delete(
      paths.volume,
      {
        schema: {
          summary: "Remove a volume that no container has",
          params,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        await containers.removeVolume(ownerOf(request), request.params.name);
        return reply.code(204).send();
      },
    );
  };
}
