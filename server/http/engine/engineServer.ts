import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { answerBrokenRequest } from "../base/brokenRequest.ts";
import type { EngineCall, Routes } from "./base/engineCall.ts";
import { errorAnswer } from "./base/engineError.ts";
import { sendError } from "./base/engineReply.ts";
import { API_VERSION } from "./base/engineVersion.ts";
import { createRouter, type Router } from "./engineRouter.ts";

export interface EngineServerOptions {
  readonly routes: Routes;
  readonly version: string;
  /** Called with our own failures. */
  readonly onFailure: (error: unknown) => void;
}

export interface EngineServer {
  readonly server: Server;
  /** Ends every request, stream, and connection. */
  close(): Promise<void>;
}

const MINUTE = 60_000;
/** Most connections at a time; a terminal, a followed log, and a wait have one each. */
const MAX_CONNECTIONS = 1000;
/** Requests that may take over their connection. */
const TAKING = /\/(?:containers|exec)\/[^/]+\/(?:attach|start)(?:\?|$)/;

/** The HTTP server of the Docker Engine API; it does not listen yet. */
export function createEngineServer({ routes, version, onFailure }: EngineServerOptions): EngineServer {
  const router = createRouter(routes);
  const stopping = new AbortController();
  const taken = new Set<Duplex>();
  const server = createServer({
    requestTimeout: 30 * MINUTE,
    headersTimeout: 20_000,
    keepAliveTimeout: 5000,
    maxHeaderSize: 32 * 1024,
    requireHostHeader: false,
    shouldUpgradeCallback: ({ method, url = "" }) => method === "POST" && TAKING.test(url),
  });
  server.maxConnections = MAX_CONNECTIONS;
  const serve = (request: IncomingMessage, response: ServerResponse, owned?: EngineCall["taken"]) => {
    setHeaders(response, version);
    const gone = new AbortController();
    const call = { request, response, signal: AbortSignal.any([gone.signal, stopping.signal]) };
    (owned?.socket ?? response).once("close", () => gone.abort());
    void answer(router, { ...call, ...(owned && { taken: owned }) }, onFailure);
  };
  server.on("request", (request, response) => serve(request, response));
  server.on("upgrade", (request, socket, head) => {
    taken.add(socket);
    socket.once("close", () => taken.delete(socket));
    socket.on("error", () => socket.destroy());
    serve(request, responseOn(request, socket), { socket, head });
  });
  server.on("clientError", answerBrokenRequest);
  const close = async () => {
    stopping.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of taken) socket.destroy();
    server.closeAllConnections();
    await closed;
  };
  return { server, close };
}

/** For the errors of a request that asked for its connection. */
function responseOn(request: IncomingMessage, socket: Duplex): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  // Typed for TCP; any stream does.
  response.assignSocket(socket as Parameters<ServerResponse["assignSocket"]>[0]);
  response.once("finish", () => socket.end());
  return response;
}

function setHeaders(response: ServerResponse, version: string): void {
  response.setHeader("Api-Version", `1.${API_VERSION}`);
  response.setHeader("Docker-Experimental", "false");
  response.setHeader("Ostype", "linux");
  response.setHeader("Server", `Strata/${version} (linux)`);
}

type Asked = Omit<EngineCall, "params" | "query" | "version">;

async function answer(router: Router, asked: Asked, onFailure: (error: unknown) => void): Promise<void> {
  const { request, response } = asked;
  let params: EngineCall["params"] = {};
  try {
    const [path = "", ...rest] = (request.url ?? "").split("?");
    const { handler, ...found } = router(request.method ?? "", path);
    params = found.params;
    await handler({ ...asked, ...found, query: new URLSearchParams(rest.join("?")) });
  } catch (error) {
    if (asked.signal.aborted) return;
    const shown = errorAnswer(error, params.id ?? params.name);
    if (shown.isOurs) onFailure(error);
    sendError(response, shown);
    // The rest of a body that nobody wants.
    if (!request.complete) request.resume();
  }
}
