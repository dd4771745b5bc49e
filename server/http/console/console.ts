import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { WebSocket } from "ws";
import { z } from "zod";
import { type ConsoleMessage, consoleRequestSchema } from "#contract/console.ts";
import { parseJson } from "#contract/parseJson.ts";
import { paths } from "#contract/paths.ts";
import { workspaceIdSchema } from "#contract/workspace.ts";
import type { ConsoleClient } from "#server/console/session/screen.ts";
import { type RegistryVisibility, registryName } from "../access/registryAccess.ts";
import { ownerOf } from "../base/owner.ts";
import { toProblem } from "../base/problem.ts";
import { failures, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { refusePlainRequest } from "../base/sockets.ts";

const side = z.coerce.number().int().min(1).max(1000);

const consoleQuery = z.object({
  workspace: workspaceIdSchema,
  /** As in `ready`: the console to come back to. */
  session: z.string().max(64).optional(),
  columns: side.default(80),
  rows: side.default(24),
});

/** A console of a workspace, for the page and for whoever speaks its few messages. */
export function consoleRoutes(
  { consoles, workspaces }: Services,
  { listening }: Pick<RegistryVisibility, "listening">,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: "GET",
      url: paths.console,
      schema: {
        summary: "Open a console (WebSocket) of a workspace, or come back to one",
        querystring: consoleQuery,
        response: {
          101: streamed("Binary frames are bytes, text frames are messages", "application/json"),
          ...failures,
        },
      },
      // Before the handshake is answered: 404.
      preHandler: async (request) => void workspaces.saved(ownerOf(request), request.query.workspace),
      handler: (request) => refusePlainRequest(request),
      wsHandler: (socket, request) => {
        const { workspace, session: id, columns, rows } = consoleQuery.parse(request.query);
        try {
          const place = {
            owner: ownerOf(request),
            workspace,
            session: id,
            registry: registryName(listening, request),
          };
          const connection = consoles.connect(place, clientOn(socket));
          const { session } = connection;
          session.resize({ columns, rows });
          socket.on("close", connection.leave);
          socket.on("message", (data: Buffer, isBinary) => {
            connection.typed();
            if (isBinary) return void takeKeys(socket, session.take(data));
            const asked = consoleRequestSchema.safeParse(parseJson(data.toString("utf8")));
            if (asked.success) session.request(asked.data);
            else socket.close(1008, "not a request of a console");
          });
        } catch (error) {
          const { code, detail } = toProblem(error);
          if (code === "internal") request.log.error({ err: error }, "console failed");
          socket.close(1013, detail.slice(0, 120));
        }
      },
    });
  };
}

/** Takes nothing more from the client until the keys have been taken: not even `close`, which waits no longer than they do. */
async function takeKeys(socket: WebSocket, taken: Promise<void>): Promise<void> {
  socket.pause();
  await taken.catch(() => {});
  socket.resume();
}

function clientOn(socket: WebSocket): ConsoleClient {
  return {
    send: (bytes, sent) => socket.send(bytes, { binary: true }, sent),
    tell: (message: ConsoleMessage) => socket.send(JSON.stringify(message)),
    close: () => socket.close(1000),
  };
}
