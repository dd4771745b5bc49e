import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { takeHome } from "#server/rooms/home/takeHome.ts";
import { requireLearner } from "../access/teaching.ts";
import { attachment } from "../base/attachment.ts";
import { failures, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { forTeachers, learnerParams, withRooms } from "./roomRoute.ts";

const response = { 200: streamed("The archive", "application/zip"), ...failures };

/** What a learner made, for the learner. */
export function myHomeRoutes(services: Services): FastifyPluginAsyncZod {
  return withRooms(services.rooms, (app) => {
    app.get(
      paths.myHome,
      { schema: { summary: "Download one's files and the newest image as a ZIP archive", response } },
      async (request, reply) => {
        const { owner, name } = requireLearner(request);
        return sendHome(services, reply, owner, name);
      },
    );
  });
}

/** The same, for teachers of the room. */
export function learnerHomeRoutes(services: Services): FastifyPluginAsyncZod {
  return forTeachers(services.rooms, (app, given) => {
    app.get(
      paths.roomLearnerHome,
      {
        schema: {
          summary: "Download a learner's files and newest image as a ZIP archive",
          params: learnerParams,
          response,
        },
      },
      async (request, reply) => {
        const { room, member } = request.params;
        const { owner, name } = given().requireLearner(room, member);
        return sendHome(services, reply, owner, name);
      },
    );
  });
}

async function sendHome(services: Services, reply: FastifyReply, owner: string, name: string): Promise<FastifyReply> {
  const { fileName, zip } = await takeHome(services, owner, name);
  reply.header("content-disposition", attachment(fileName)).header("cache-control", "no-store");
  return sendStream(reply, "application/zip", Readable.from(zip, { objectMode: false }));
}
