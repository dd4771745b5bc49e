import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { workspaceEventSchema, workspaceSavedSchema, workspaceSchema } from "#contract/workspace.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { streamBodies } from "../base/upload.ts";
import { workspaceAnswers } from "./workspaceAnswers.ts";

/** `/api/workspace` is the owner's first workspace, so that scripts need no ID. */
export function workspaceRoutes(services: Services): FastifyPluginAsyncZod {
  const { workspaces } = services;
  const { sendWorkspace, saveWorkspace, sendEvents } = workspaceAnswers(services);
  const first = (owner: string) => ({ owner, id: workspaces.firstId(owner) });
  const latest = (owner: string) => {
    const [saved] = workspaces.list(owner).workspaces;
    return saved ? { owner, id: saved.id } : first(owner);
  };

  return async (app) => {
    app.removeContentTypeParser("application/json");
    streamBodies(app, ["application/json"]);

    app.get(
      paths.workspace,
      { schema: { summary: "Get the first workspace", response: { 200: workspaceSchema, ...failures } } },
      async (request, reply) => sendWorkspace(first(ownerOf(request)), reply),
    );

    app.get(
      paths.workspaceLatest,
      {
        schema: {
          summary: "Get the workspace that was saved last, or else the first one",
          response: { 200: workspaceSchema, ...failures },
        },
      },
      async (request, reply) => sendWorkspace(latest(ownerOf(request)), reply),
    );

    app.put(
      paths.workspace,
      {
        schema: {
          summary: "Save the first workspace, if its revision matches If-Match",
          response: { 200: workspaceSavedSchema, ...failures },
        },
      },
      async (request, reply) => saveWorkspace(first(ownerOf(request)), request, reply),
    );

    app.get(
      paths.workspaceEvents,
      {
        schema: {
          summary: "Stream an event whenever the first workspace is saved",
          response: { 200: streamed("Saves", "text/event-stream", workspaceEventSchema), ...failures },
        },
      },
      (request, reply) => sendEvents(first(ownerOf(request)), request, reply),
    );
  };
}
