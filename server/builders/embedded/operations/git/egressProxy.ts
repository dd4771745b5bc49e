import { randomBytes, timingSafeEqual } from "node:crypto";
import * as http from "node:http";
import * as net from "node:net";
import { portOf } from "#server/sandbox/egress/followRedirects.ts";
import type { Downloads } from "../../sources/downloads.ts";
import { IDLE_MS } from "../../sources/openDownload.ts";

/** The only way out for a git process: it reaches only what builds may reach. */
export interface EgressProxy {
  readonly port: number;
  /** `http://strata:…@127.0.0.1:PORT`: only requests with this password are accepted. */
  readonly url: string;
  /** The value of a Proxy-Authorization header. */
  readonly authorization: string;
  /** Why the last connection was refused, or could not be made. */
  refusal(): string | undefined;
  close(): void;
}

const CHALLENGE = { "proxy-authenticate": 'Basic realm="strata"' };
const REFUSED = `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="strata"\r\n\r\n`;

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * An HTTP proxy on loopback that applies the build's rules to each connection, whatever name or redirect caused it.
 * It supports CONNECT (https, git, ssh) and plain requests.
 */
export async function openEgressProxy(downloads: Downloads): Promise<EgressProxy> {
  const password = randomBytes(24).toString("hex");
  const authorization = `Basic ${Buffer.from(`strata:${password}`).toString("base64")}`;
  let refused: string | undefined;
  const sockets = new Set<net.Socket>();
  const isKnown = (request: http.IncomingMessage) =>
    sameText(request.headers["proxy-authorization"] ?? "", authorization);
  const note = (error: unknown) => {
    refused = error instanceof Error ? error.message : String(error);
  };
  const check = (url: URL) => {
    const why = downloads.refusal(url);
    if (why !== undefined) throw new Error(why);
  };

  const forward = (request: http.IncomingMessage, response: http.ServerResponse) => {
    try {
      const url = new URL(request.url ?? "");
      if (!isKnown(request) || url.protocol !== "http:") return void response.writeHead(407, CHALLENGE).end();
      check(url);
      const { "proxy-authorization": _secret, "proxy-connection": _connection, ...headers } = request.headers;
      const options = { method: request.method, headers, lookup: downloads.lookup(portOf(url)), timeout: IDLE_MS };
      const onward = http.request(url, options, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("timeout", () => onward.destroy(new Error("no response")));
      onward.on("error", (error) => {
        note(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end();
      });
      request.pipe(onward);
    } catch (error) {
      note(error);
      response.writeHead(403).end();
    }
  };

  const tunnel = (request: http.IncomingMessage, socket: net.Socket, head: Buffer) => {
    socket.on("error", () => undefined);
    try {
      if (!isKnown(request)) return void socket.end(REFUSED);
      const url = new URL(`tunnel://${request.url ?? ""}`);
      check(url);
      const port = Number(url.port);
      const host = url.hostname.replace(/^\[|\]$/g, "");
      const onward = net.connect({ host, port, lookup: downloads.lookup(port), timeout: IDLE_MS });
      sockets.add(onward);
      onward.on("connect", () => {
        onward.setTimeout(0);
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        onward.write(head);
        socket.pipe(onward).pipe(socket);
      });
      onward.on("timeout", () => onward.destroy(new Error("no response")));
      onward.on("error", (error) => {
        note(error);
        socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      });
      onward.on("close", () => sockets.delete(onward));
      socket.on("close", () => onward.destroy());
    } catch (error) {
      note(error);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    }
  };

  const server = http.createServer(forward);
  server.on("connect", tunnel);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    url: `http://strata:${password}@127.0.0.1:${address.port}`,
    authorization,
    refusal: () => refused,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
