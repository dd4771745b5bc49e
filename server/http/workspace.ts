import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { paths } from "#contract/routes.ts";
import {
  workspaceContentSchema,
  workspaceEventSchema,
  workspaceSavedSchema,
  workspaceSchema,
} from "#contract/workspace.ts";
import type { WorkspaceStore } from "#server/workspaces/workspaceStore.ts";
import type { EventMessage } from "./eventStreams.ts";
import { requireBlobs } from "./heldContent.ts";
import { ownerOf } from "./owner.ts";
import { failures, streamed } from "./responses.ts";
import type { Services } from "./services.ts";

const etag = (revision: number) => `"${revision}"`;

/** The revision in an `If-Match` header; undefined for `*`, which matches any revision. */
function expectedRevision(header: string | undefined): number | undefined {
  if (header?.trim() === "*") return undefined;
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(header?.trim() ?? "");
  if (match !== null) return Number(match[1]);
  throw new ProblemError(
    problem("request/invalid", "The If-Match header is missing. It names the revision to save over.", {
      next: 'Send the ETag of GET /api/workspace, such as If-Match: "7", or If-Match: * to overwrite.',
    }),
  );
}

/** The current revision, then each save; a slow reader gets only the latest. */
async function* savesOf(store: WorkspaceStore, id: string, signal: AbortSignal): AsyncGenerator<EventMessage, void> {
  let change = Promise.withResolvers<void>();
  const wake = () => change.resolve();
  const stop = store.onSaved(id, wake);
  signal.addEventListener("abort", wake);
  try {
    for (let told = -1; !signal.aborted; ) {
      const { revision, savedAt } = store.saved(id);
      if (revision !== told) yield { id: revision, data: JSON.stringify({ type: "saved", revision, savedAt }) };
      told = revision;
      if (store.saved(id).revision === told) await change.promise;
      change = Promise.withResolvers();
    }
  } finally {
    stop();
  }
}

export function workspaceRoutes({ workspaces, uploads, streams }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.workspace,
      { schema: { summary: "Get the workspace", response: { 200: workspaceSchema, ...failures } } },
      async (request, reply) => {
        const workspace = workspaces.get(ownerOf(request));
        return reply.header("etag", etag(workspace.revision)).send(workspace);
      },
    );

    app.put(
      paths.workspace,
      {
        // JSON escapes at most double what the store counts.
        bodyLimit: uploads.workspaceBytes * 2,
        config: { largeBody: "workspace" },
        schema: {
          summary: "Save the workspace, if its revision matches If-Match",
          body: workspaceContentSchema,
          response: { 200: workspaceSavedSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const expected = expectedRevision(request.headers["if-match"]);
        reply.header("etag", etag(workspaces.saved(owner).revision));
        requireBlobs(workspaces, owner, request.body.files);
        const saved = workspaces.save(owner, request.body, expected);
        return reply.header("etag", etag(saved.revision)).send(saved);
      },
    );

    app.get(
      paths.workspaceEvents,
      {
        schema: {
          summary: "Stream an event whenever the workspace is saved",
          response: { 200: streamed("Saves", "text/event-stream", workspaceEventSchema), ...failures },
        },
      },
      (request, reply) => streams.send(request, reply, (signal) => savesOf(workspaces, ownerOf(request), signal)),
    );
  };
}
