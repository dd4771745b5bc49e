import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { commitRequestSchema } from "#contract/container.ts";
import { committedSchema, renameRequestSchema } from "#contract/containerCalls.ts";
import { paths } from "#contract/paths.ts";
import { routes } from "#contract/routes.ts";
import type { Containers } from "#server/containers/containers.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { containerParams } from "./containers.ts";

/** As in the Engine API: `?signal=TERM&seconds=3`. */
const actionQuery = z.object({
  signal: z.string().max(32).optional(),
  seconds: z.coerce.number().int().min(0).max(3600).optional(),
});
type ActionQuery = z.infer<typeof actionQuery>;

interface Action {
  readonly url: string;
  readonly summary: string;
  readonly run: (containers: Containers, owner: string, ref: string, query: ActionQuery) => Promise<void>;
}

const ACTIONS: readonly Action[] = [
  { url: paths.containerStart, summary: "Start a container", run: (all, owner, ref) => all.start(owner, ref) },
  {
    url: paths.containerStop,
    summary: "Stop a container: its stop signal, then KILL after the grace time",
    run: (all, owner, ref, query) => all.stop(owner, ref, optionsOf(query)),
  },
  {
    url: paths.containerKill,
    summary: "Send a signal to a container; KILL if none is given",
    run: (all, owner, ref, { signal }) => all.kill(owner, ref, signal),
  },
  {
    url: paths.containerRestart,
    summary: "Stop and start a container",
    run: (all, owner, ref, query) => all.restart(owner, ref, optionsOf(query)),
  },
  { url: paths.containerPause, summary: "Pause a container", run: (all, owner, ref) => all.pause(owner, ref) },
  {
    url: paths.containerUnpause,
    summary: "Let a paused container continue",
    run: (all, owner, ref) => all.unpause(owner, ref),
  },
];

function optionsOf({ signal, seconds }: ActionQuery) {
  return { ...(signal === undefined ? {} : { signal }), ...(seconds === undefined ? {} : { seconds }) };
}

/** What is done with a container: start, stop, …, rename, commit. */
export function containerActionRoutes({ containers }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    for (const { url, summary, run } of ACTIONS) {
      app.post(
        url,
        {
          schema: {
            summary,
            params: containerParams,
            querystring: actionQuery,
            response: { 204: nothing, ...failures },
          },
        },
        async (request, reply) => {
          await run(containers, ownerOf(request), request.params.ref, request.query);
          return reply.code(204).send();
        },
      );
    }

    app.post(
      paths.containerRename,
      {
        schema: {
          summary: "Rename a container",
          params: containerParams,
          body: renameRequestSchema,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        await containers.rename(ownerOf(request), request.params.ref, request.body.name);
        return reply.code(204).send();
      },
    );

    app.post(
      paths.containerCommit,
      {
        schema: {
          summary: "Make an image of a container's files",
          params: containerParams,
          body: commitRequestSchema,
          response: { 201: committedSchema, ...failures },
        },
      },
      async (request, reply) => {
        const id = await containers.commit(ownerOf(request), request.params.ref, request.body);
        return reply.code(201).header("location", routes.image(id)).send({ id });
      },
    );
  };
}
