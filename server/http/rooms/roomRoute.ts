import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemError } from "#contract/problemError.ts";
import { memberIdSchema, roomIdSchema } from "#contract/room.ts";
import type { Rooms } from "#server/rooms/rooms.ts";
import { requireTeacher } from "../access/teaching.ts";

export const roomParams = z.object({ room: roomIdSchema });
export const learnerParams = roomParams.extend({ member: memberIdSchema });

type App = Parameters<FastifyPluginAsyncZod>[0];

/** Routes that need rooms: without, they answer that there are none. */
export function withRooms(
  rooms: Rooms | undefined,
  add: (app: App, rooms: () => Rooms) => void,
): FastifyPluginAsyncZod {
  return async (app) => {
    const given = (): Rooms => {
      if (rooms !== undefined) return rooms;
      throw problemError("room/off", "Rooms are turned off.", { next: "The operator can set STRATA_ROOMS to yes." });
    };
    app.addHook("onRequest", async () => void given());
    add(app, given);
  };
}

/** Routes of one room, for its teachers. */
export function forTeachers(
  rooms: Rooms | undefined,
  add: (app: App, rooms: () => Rooms) => void,
): FastifyPluginAsyncZod {
  return withRooms(rooms, (app, given) => {
    app.addHook("preHandler", async (request) => {
      const { room } = roomParams.parse(request.params);
      requireTeacher(request, given().members, room);
    });
    add(app, given);
  });
}
