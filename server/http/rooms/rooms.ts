import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import { type OpenRoomRequest, openRoomRequestSchema, roomListSchema, roomSchema } from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import { workspaceContentSchema } from "#contract/workspace.ts";
import { hasOwner, requireMayTeach } from "../access/teaching.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { withRooms } from "./roomRoute.ts";

/** Bytes of a workspace that every learner gets a copy of. */
const MOST_TO_START = 4_000_000;

/** List and open rooms. */
export function roomsRoutes({ rooms, workspaces, lessons }: Services): FastifyPluginAsyncZod {
  function contentOf(owner: string, { start }: OpenRoomRequest): string | undefined {
    if (start.kind !== "workspace") return undefined;
    const id = start.workspace;
    workspaces.saved(owner, id);
    if (workspaces.bytes(owner, id) > MOST_TO_START) {
      throw problemError("workspace/too-large", "A room can start with a workspace of at most 4 MB.", {
        next: "Remove large files from it, or upload them as files of their own.",
      });
    }
    const { lastBuild: _, ...content } = workspaceContentSchema.parse(JSON.parse(workspaces.read(owner, id).json));
    return JSON.stringify(content);
  }

  return withRooms(rooms, (app, given) => {
    app.get(
      paths.rooms,
      { schema: { summary: "List the rooms that one teaches", response: { 200: roomListSchema, ...failures } } },
      async (request) => {
        const isSomebody = request.member === undefined && hasOwner(request);
        return { rooms: isSomebody ? [...given().taughtBy(ownerOf(request))] : [] };
      },
    );

    app.post(
      paths.rooms,
      {
        schema: {
          summary: "Open a room",
          body: openRoomRequestSchema,
          response: { 201: roomSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { door, teaching, ends } = given();
        requireMayTeach(request, door.asksWord);
        const { word, ...settings } = request.body;
        door.requireOperatorsWord(word, request.ip);
        const owner = ownerOf(request);
        if (settings.start.kind === "lesson") await lessons.library.get(owner, settings.start.lesson);
        const room = teaching.open(owner, settings, contentOf(owner, request.body));
        void ends.check();
        return reply.code(201).header("location", routes.room(room.id)).send(room);
      },
    );
  });
}
