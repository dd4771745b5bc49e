import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import { routes } from "#contract/routes.ts";
import {
  workspaceContentSchema,
  workspaceCreatedSchema,
  workspaceEventSchema,
  workspaceIdSchema,
  workspaceKeptSchema,
  workspaceListSchema,
  workspaceRestoredSchema,
  workspaceSavedSchema,
  workspaceSchema,
  workspaceVersionsSchema,
} from "#contract/workspace.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing, sendJson, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { boundedBody, streamBodies } from "../base/upload.ts";
import { bodyLimit, workspaceAnswers } from "./workspaceAnswers.ts";

const params = z.object({ id: workspaceIdSchema });
const versionParams = params.extend({ version: z.coerce.number().int().min(0) });

/** All workspaces of an owner, by ID. Another owner's are not found. */
export function workspacesRoutes(services: Services): FastifyPluginAsyncZod {
  const { bodies, changes, workspaces } = services;
  const { sendWorkspace, saveWorkspace, sendEvents } = workspaceAnswers(services);

  return async (app) => {
    app.removeContentTypeParser("application/json");
    streamBodies(app, ["application/json"]);

    app.get(
      paths.workspaces,
      { schema: { summary: "List workspaces", response: { 200: workspaceListSchema, ...failures } } },
      async (request) => workspaces.list(ownerOf(request)),
    );

    app.post(
      paths.workspaces,
      { schema: { summary: "Create a workspace", response: { 201: workspaceCreatedSchema, ...failures } } },
      async (request, reply) => {
        const content = boundedBody(request, bodyLimit(services));
        const created = await bodies.workspaces.create(ownerOf(request), content);
        return reply.code(201).header("location", routes.workspaceById(created.id)).send(created);
      },
    );

    app.get(
      paths.workspaceById,
      { schema: { summary: "Get a workspace", params, response: { 200: workspaceSchema, ...failures } } },
      async (request, reply) => sendWorkspace({ owner: ownerOf(request), id: request.params.id }, reply),
    );

    app.put(
      paths.workspaceById,
      {
        schema: {
          summary: "Save a workspace, if its revision matches If-Match",
          params,
          response: { 200: workspaceSavedSchema, ...failures },
        },
      },
      async (request, reply) => saveWorkspace({ owner: ownerOf(request), id: request.params.id }, request, reply),
    );

    app.delete(
      paths.workspaceById,
      {
        schema: {
          summary: "Delete a workspace; the last 20 deleted ones can be restored",
          params,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        await bodies.workspaces.remove({ owner: ownerOf(request), id: request.params.id });
        return reply.code(204).send();
      },
    );

    app.post(
      paths.workspaceRestore,
      { schema: { summary: "Restore a deleted workspace", params, response: { 204: nothing, ...failures } } },
      async (request, reply) => {
        await bodies.workspaces.restore({ owner: ownerOf(request), id: request.params.id });
        return reply.code(204).send();
      },
    );

    app.get(
      paths.workspaceByIdEvents,
      {
        schema: {
          summary: "Stream an event whenever the workspace is saved, or its progress in a lesson changes",
          params,
          response: { 200: streamed("Events", "text/event-stream", workspaceEventSchema), ...failures },
        },
      },
      (request, reply) => sendEvents({ owner: ownerOf(request), id: request.params.id }, request, reply),
    );

    app.get(
      paths.workspaceVersions,
      {
        schema: {
          summary: "List earlier versions of a workspace",
          params,
          response: { 200: workspaceVersionsSchema, ...failures },
        },
      },
      async (request) => ({ versions: [...workspaces.versions(ownerOf(request), request.params.id)] }),
    );

    app.post(
      paths.workspaceVersions,
      {
        schema: {
          summary: "Keep content as an earlier version of a workspace",
          params,
          response: { 201: workspaceKeptSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { owner: ownerOf(request), id: request.params.id };
        const content = boundedBody(request, bodyLimit(services));
        return reply.code(201).send(await bodies.workspaces.keepVersion(place, content));
      },
    );

    app.get(
      paths.workspaceVersion,
      {
        schema: {
          summary: "Get an earlier version of a workspace",
          params: versionParams,
          response: { 200: workspaceContentSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { id, version } = request.params;
        const { json } = await bodies.workspaces.readVersion({ owner: ownerOf(request), id }, version);
        return sendJson(reply, json);
      },
    );

    app.post(
      paths.workspaceVersionRestore,
      {
        schema: {
          summary: "Restore an earlier version; what it replaces becomes a version",
          params: versionParams,
          response: { 200: workspaceRestoredSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { id, version } = request.params;
        const restored = await bodies.workspaces.restoreVersion({ owner: ownerOf(request), id }, version);
        changes.saved(id);
        return reply.send(restored);
      },
    );
  };
}
