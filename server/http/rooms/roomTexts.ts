import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { WebSocket } from "ws";
import { paths } from "#contract/paths.ts";
import { TEXT_CLOSE } from "#contract/sharedText.ts";
import type { Seat, TextPage } from "#server/rooms/together/sharedText.ts";
import { requireLearner } from "../access/teaching.ts";
import { toProblem } from "../base/problem.ts";
import { failures, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { refusePlainRequest } from "../base/sockets.ts";
import { forTeachers, learnerParams, withRooms } from "./roomRoute.ts";

const response = {
  101: streamed("Binary frames are y-protocols', text frames are messages", "application/json"),
  ...failures,
};

/** The shared text of a learner's files, for teachers who were let in. */
export function roomTextRoutes({ rooms }: Services): FastifyPluginAsyncZod {
  return forTeachers(rooms, (app, given) => {
    app.route({
      method: "GET",
      url: paths.roomLearnerText,
      schema: { summary: "Edit a learner's files together with them (WebSocket)", params: learnerParams, response },
      // Before the handshake is answered.
      preHandler: async (request) => {
        given().requireLearner(request.params.room, request.params.member);
        given().requireHelp(request.params.member);
      },
      handler: (request) => refusePlainRequest(request),
      wsHandler: (socket, request) => {
        const { room, member } = learnerParams.parse(request.params);
        seatAt(socket, (page) => given().editTogether(room, member, "teacher", page));
      },
    });
  });
}

/** The same text, for the learner. */
export function myTextRoutes({ rooms }: Services): FastifyPluginAsyncZod {
  return withRooms(rooms, (app, given) => {
    app.route({
      method: "GET",
      url: paths.myText,
      schema: { summary: "Edit one's files together with a teacher (WebSocket)", response },
      preHandler: async (request) => given().requireHelp(requireLearner(request).id),
      handler: (request) => refusePlainRequest(request),
      wsHandler: (socket, request) => {
        seatAt(socket, (page) => {
          const { room, id } = requireLearner(request);
          return given().editTogether(room, id, "learner", page);
        });
      },
    });
  });
}

/** The help may have ended since the handshake began. */
function seatAt(socket: WebSocket, join: (page: TextPage) => Seat): void {
  try {
    const seat = join(pageOn(socket));
    socket.on("close", () => seat.leave());
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) seat.take(data);
      else socket.close(TEXT_CLOSE.refused, "not a frame of a shared text");
    });
  } catch (error) {
    socket.close(TEXT_CLOSE.ended, toProblem(error).title);
  }
}

function pageOn(socket: WebSocket): TextPage {
  return {
    send: (frame) => socket.send(frame, { binary: true }),
    tell: (message) => socket.send(JSON.stringify(message)),
    close: (code, reason) => socket.close(code, reason),
    get waiting() {
      return socket.bufferedAmount;
    },
  };
}
