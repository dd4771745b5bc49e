import type { FastifyReply, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { SMALL_BODY } from "#server/bodies/bodyReader.ts";
import type { WorkspacePlace } from "#server/bodies/workspaceThread.ts";
import type { EventMessage } from "../base/eventStreams.ts";
import { sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { boundedBody } from "../base/upload.ts";

const etag = (revision: number) => `"${revision}"`;

/** The revision in an `If-Match` header; undefined for `*`, which matches any revision. */
function expectedRevision(header: string | undefined): number | undefined {
  if (header?.trim() === "*") return undefined;
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(header?.trim() ?? "");
  if (match !== null) return Number(match[1]);
  throw new ProblemError(
    problem("request/invalid", "The If-Match header is missing. It names the revision to save over.", {
      next: 'Send the ETag of the workspace, such as If-Match: "7", or If-Match: * to overwrite.',
    }),
  );
}

/** JSON escapes at most double what the store counts. */
export const bodyLimit = ({ uploads }: Services): number => uploads.workspaceBytes * 2;

/** How a workspace is read, saved, and watched, whichever path names it. */
export function workspaceAnswers(services: Services) {
  const { bodies, changes, streams, workspaces } = services;

  /** The current revision, then each save and each change of the lesson; a slow reader gets only the latest. */
  async function* eventsOf({ owner, id }: WorkspacePlace, signal: AbortSignal): AsyncGenerator<EventMessage, void> {
    let change = Promise.withResolvers<void>();
    let isLessonNew = false;
    const wake = () => change.resolve();
    const stops = [
      changes.onSaved(id, wake),
      changes.onLesson(id, () => {
        isLessonNew = true;
        wake();
      }),
    ];
    signal.addEventListener("abort", wake);
    try {
      for (let told = -1; !signal.aborted; ) {
        const { revision, savedAt } = workspaces.saved(owner, id);
        if (revision !== told) yield { id: revision, data: JSON.stringify({ type: "saved", revision, savedAt }) };
        told = revision;
        if (isLessonNew) {
          isLessonNew = false;
          // Without a number: that of the save before was told already.
          yield { data: JSON.stringify({ type: "lesson" }) };
          continue;
        }
        if (workspaces.saved(owner, id).revision === told) await change.promise;
        change = Promise.withResolvers();
      }
    } finally {
      for (const stop of stops) stop();
    }
  }

  return {
    async sendWorkspace(place: WorkspacePlace, reply: FastifyReply): Promise<FastifyReply> {
      const isSmall = workspaces.bytes(place.owner, place.id) <= SMALL_BODY;
      const { revision, json } = isSmall ? workspaces.read(place.owner, place.id) : await bodies.workspaces.read(place);
      return sendJson(reply.header("etag", etag(revision)), json);
    },

    async saveWorkspace(place: WorkspacePlace, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      const expected = expectedRevision(request.headers["if-match"]);
      reply.header("etag", etag(workspaces.revision(place.owner, place.id)));
      const saved = await bodies.workspaces.save(place, boundedBody(request, bodyLimit(services)), expected);
      changes.saved(place.id);
      return reply.header("etag", etag(saved.revision)).send(saved);
    },

    sendEvents(place: WorkspacePlace, request: FastifyRequest, reply: FastifyReply) {
      workspaces.saved(place.owner, place.id);
      return streams.send(request, reply, (signal) => eventsOf(place, signal));
    },
  };
}
