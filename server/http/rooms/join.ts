import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import { joinedSchema, joinRequestSchema, roomCodeSchema, roomGreetingSchema } from "#contract/room.ts";
import { cookieOfMember } from "../access/owners.ts";
import { hasOwner } from "../access/teaching.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { withRooms } from "./roomRoute.ts";

const params = z.object({ code: roomCodeSchema });

/** The way in, for whoever has a room's code. */
export function joinRoutes({ rooms }: Services): FastifyPluginAsyncZod {
  return withRooms(rooms, (app, given) => {
    app.get(
      paths.joinGreeting,
      {
        schema: {
          summary: "Get what a room says to those who have its code",
          params,
          response: { 200: roomGreetingSchema, ...failures },
        },
      },
      async (request) => given().greet(request.params.code, request.ip),
    );

    app.post(
      paths.join,
      {
        schema: {
          summary: "Join a room with its code: with a name, or with the word that brings one back or makes a teacher",
          body: joinRequestSchema,
          response: { 200: joinedSchema, ...failures },
        },
      },
      async (request, reply) => {
        const entered = given().door.enter(request.body, request.ip);
        if (entered.role === "teacher") {
          requireOwner(request);
          given().addTeacher(entered.room.id, request.owner);
          return { role: "teacher" as const, room: entered.room.id };
        }
        const { member, token } = entered;
        const workspace = await given().workspaceOf(entered);
        const known = given().members.byId(member.id);
        if (known !== undefined) reply.header("set-cookie", cookieOfMember(request, known, token));
        return { role: "learner" as const, room: member.room, workspace };
      },
    );
  });
}

/** A teacher is known by the browser's own cookie. */
function requireOwner(request: FastifyRequest): void {
  if (request.member !== undefined) {
    throw problemError("room/role", "This browser is a learner's.", { next: "Leave that room first." });
  }
  if (!hasOwner(request)) {
    throw problemError("room/role", "This server does not tell browsers apart, so only its own machine can teach.", {
      next: "The operator can set STRATA_SEPARATE to yes.",
    });
  }
}
