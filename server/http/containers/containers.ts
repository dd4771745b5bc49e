import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  type ContainerEvent,
  containerEventSchema,
  containerListSchema,
  containerSchema,
  containerSpecSchema,
} from "#contract/container.ts";
import { portAnswerSchema, prunedContainersSchema } from "#contract/containerCalls.ts";
import { paths } from "#contract/paths.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { routes } from "#contract/routes.ts";
import { askPort } from "#server/containers/askPort.ts";
import type { Containers } from "#server/containers/containers.ts";
import type { EventMessage } from "../base/eventStreams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** `ref`: a name, an ID, or the unambiguous start of one, URL-encoded. */
export const containerParams = z.object({ ref: z.string().min(1).max(256) });

const removal = z.object({ force: z.stringbool().default(false), volumes: z.stringbool().default(false) });
const portQuery = z.object({ port: z.coerce.number().int().min(1).max(65_535) });

/** Changes from now on. A slow reader gets only the latest state of each container. */
async function* changesOf(
  containers: Containers,
  owner: string,
  signal: AbortSignal,
): AsyncGenerator<EventMessage, void> {
  const waiting = new Map<string, ContainerEvent>();
  let change = Promise.withResolvers<void>();
  const wake = () => change.resolve();
  const stop = containers.watch(owner, (event) => {
    const id = event.type === "changed" ? event.container.id : event.id;
    waiting.delete(id);
    waiting.set(id, event);
    wake();
  });
  signal.addEventListener("abort", wake);
  try {
    while (!signal.aborted) {
      for (const [id, event] of waiting) {
        waiting.delete(id);
        yield { data: JSON.stringify(event) };
      }
      if (waiting.size === 0) await change.promise;
      change = Promise.withResolvers();
    }
  } finally {
    stop();
  }
}

/** Create, list, watch, and remove containers. Another owner's are not found. */
export function containerRoutes({ containers, streams }: Services): FastifyPluginAsyncZod {
  function publishedPort(owner: string, ref: string, port: number) {
    const { name, ports } = containers.get(owner, ref);
    const published = ports.find(({ container }) => container === port);
    if (published !== undefined) return published;
    throw new ProblemError(problem("request/not-found", `Port ${port} of ${name} is not published.`));
  }

  return async (app) => {
    app.get(
      paths.containers,
      {
        schema: {
          summary: "List the containers of the workspace, newest first",
          response: { 200: containerListSchema, ...failures },
        },
      },
      async (request) => ({ containers: containers.list(ownerOf(request)) }),
    );

    app.post(
      paths.containers,
      {
        schema: {
          summary: "Create a container; it does not run yet",
          body: containerSpecSchema,
          response: { 201: containerSchema, ...failures },
        },
      },
      async (request, reply) => {
        const created = await containers.create(ownerOf(request), request.body);
        return reply.code(201).header("location", routes.container(created.id)).send(created);
      },
    );

    app.get(
      paths.containerEvents,
      {
        schema: {
          summary: "Stream an event whenever a container changes or is removed",
          response: { 200: streamed("Changes", "text/event-stream", containerEventSchema), ...failures },
        },
      },
      (request, reply) => {
        const owner = ownerOf(request);
        return streams.send(request, reply, (signal) => changesOf(containers, owner, signal));
      },
    );

    app.post(
      paths.containersPrune,
      {
        schema: {
          summary: "Remove all containers that do not run",
          response: { 200: prunedContainersSchema, ...failures },
        },
      },
      async (request) => {
        const { ids, bytes } = await containers.prune(ownerOf(request));
        return { ids: [...ids], bytes };
      },
    );

    app.get(
      paths.container,
      {
        schema: {
          summary: "Get a container",
          params: containerParams,
          response: { 200: containerSchema, ...failures },
        },
      },
      async (request) => containers.get(ownerOf(request), request.params.ref),
    );

    app.delete(
      paths.container,
      {
        schema: {
          summary: "Remove a container that does not run, or any with force",
          params: containerParams,
          querystring: removal,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        await containers.remove(ownerOf(request), request.params.ref, request.query);
        return reply.code(204).send();
      },
    );

    app.get(
      paths.containerAnswer,
      {
        schema: {
          summary: "Get the beginning of what answers over HTTP on a published port",
          params: containerParams,
          querystring: portQuery,
          response: { 200: portAnswerSchema, ...failures },
        },
      },
      async (request, reply) => {
        const published = publishedPort(ownerOf(request), request.params.ref, request.query.port);
        reply.header("cache-control", "no-store");
        return askPort(published);
      },
    );
  };
}
