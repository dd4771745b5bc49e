import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { toProblem } from "./problem.ts";

/** Open WebSockets: of all clients, and of one owner, so that nobody in a class takes those of the others. */
const MOST_OPEN = 500;
const MOST_PER_OWNER = 100;
/** Bytes of a message from a client: a large paste is several. */
const MOST_BYTES = 256 * 1024;
/** The server stops (RFC 6455, 7.4.1), and how long clients have to answer that, in milliseconds. */
const GOING_AWAY = 1001;
const FAREWELL = 500;
/** Milliseconds between pings. A client that answers none in between is gone. */
const PING_EVERY = 30_000;

/**
 * Lets routes have a `wsHandler`. The handshake is a request like any other: the hooks that refuse foreign origins and
 * tell owners apart run first. Call before those hooks are added: a connection that they refuse is closed only if it is
 * known by then that it wanted a WebSocket.
 */
export async function addSockets(app: FastifyInstance): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: MOST_BYTES, perMessageDeflate: false, clientTracking: true },
    errorHandler: (error, socket, request) => {
      const { code } = toProblem(error);
      if (code === "internal") request.log.error({ err: error }, "socket failed");
      socket.terminate();
    },
    preClose: (done) => {
      const { clients } = app.websocketServer;
      for (const socket of clients) socket.close(GOING_AWAY);
      app.websocketServer.close();
      setTimeout(() => {
        for (const socket of clients) socket.terminate();
      }, FAREWELL).unref();
      done();
    },
  });
  const silent = new WeakSet<WebSocket>();
  const pings = setInterval(() => {
    for (const socket of app.websocketServer.clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.once("pong", () => silent.delete(socket));
      socket.ping();
    }
  }, PING_EVERY);
  pings.unref();
  app.addHook("onClose", async () => clearInterval(pings));
  limitSockets(app);
}

/** Counts a connection from its handshake on: many that come at once are not all let in. */
function limitSockets(app: FastifyInstance): void {
  const byOwner = new Map<string, number>();
  let all = 0;
  app.addHook("preValidation", async ({ ws, owner, raw }) => {
    if (!ws) return;
    const own = byOwner.get(owner) ?? 0;
    if (all >= MOST_OPEN || own >= MOST_PER_OWNER) {
      throw new ProblemError(problem("request/too-many", `${Math.max(own, all)} terminals are already open.`));
    }
    all += 1;
    byOwner.set(owner, own + 1);
    raw.socket.once("close", () => {
      all -= 1;
      const left = (byOwner.get(owner) ?? 1) - 1;
      if (left > 0) byOwner.set(owner, left);
      else byOwner.delete(owner);
    });
  });
}

/** The answer of a WebSocket's route to a request that is no handshake. */
export function refusePlainRequest(request: FastifyRequest): never {
  throw new ProblemError(
    problem("request/invalid", `${request.url.split("?")[0] ?? ""} is a WebSocket.`, {
      next: "Connect with a WebSocket client.",
    }),
  );
}
