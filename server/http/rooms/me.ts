import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { meSchema } from "#contract/room.ts";
import { hasOwner, mayTeach } from "../access/teaching.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** Who asks, and what rooms there may be for them. */
export function meRoutes({ rooms }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.me,
      {
        schema: {
          summary: "Get who asks: a learner, a person who may teach, or neither",
          response: { 200: meSchema, ...failures },
        },
      },
      async (request) => {
        if (rooms === undefined) return { rooms: "off" as const, mayTeach: false, teacherWord: false };
        const { member } = request;
        const learner = member && {
          room: member.room,
          member: member.id,
          name: member.name,
          ...(member.hasEnded && { ended: true }),
        };
        const teaches = member || !hasOwner(request) ? [] : rooms.teaching.openRoomsOf(request.owner);
        return {
          rooms: "on" as const,
          ...mayTeach(request, rooms.door.asksWord),
          teacherWord: rooms.door.asksWord,
          ...(learner && { learner }),
          ...(teaches.length > 0 && { teaches }),
        };
      },
    );
  };
}
