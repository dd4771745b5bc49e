import type { FastifyInstance } from "fastify";
import type { Config } from "./config.ts";
import { StartError } from "./startError.ts";

/** Takes requests from now on; the URL for a browser on this machine. Throws a {@link StartError}. */
export async function listen(app: FastifyInstance, config: Pick<Config, "host" | "port">): Promise<string> {
  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw listenError(error, config);
  });
  const bound = app.server.address();
  return urlOf(config.host, typeof bound === "object" && bound !== null ? bound.port : config.port);
}

function urlOf(host: string, port: number): string {
  const shown = host === "127.0.0.1" || host === "::1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`;
}

function listenError(error: unknown, { host, port }: Pick<Config, "host" | "port">): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "EADDRINUSE") {
    return new StartError(`Port ${port} on ${host} is already in use. Use another port, such as PORT=8081.`);
  }
  if (error.code === "EACCES") return new StartError(`Permission denied for port ${port}. Use a port above 1023.`);
  if (error.code === "EADDRNOTAVAIL") return new StartError(`HOST=${host} is not an address of this machine.`);
  return error;
}
