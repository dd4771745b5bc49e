import { connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

const UPGRADE = "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

export interface RemoteBuildKit {
  readonly endpoint: string;
  /** Cuts all connections and takes no more, as an engine that dies. */
  vanish(): void;
  close(): Promise<void>;
}

/**
 * For tests: the BuildKit inside a Docker engine with the containerd image store as one of its own, for buildx's `remote`
 * driver. Each connection is upgraded to the engine's /grpc. With certificates, it speaks TLS as buildkitd does. `port`: any
 * free one if 0.
 */
export async function serveRemoteBuildKit(
  engineSocket: string,
  { tls, port = 0 }: { readonly tls?: TlsOptions; readonly port?: number } = {},
): Promise<RemoteBuildKit> {
  const sockets = new Set<Socket>();
  const bridge = (client: Socket) => {
    const upstream = connect(engineSocket);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    client.pause();
    upstream.write(UPGRADE);
    let head = Buffer.alloc(0);
    const onHead = (bytes: Buffer) => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      upstream.off("data", onHead);
      if (!head.toString("latin1").startsWith("HTTP/1.1 101")) return void client.destroy();
      client.write(head.subarray(end + 4));
      upstream.pipe(client).pipe(upstream);
    };
    upstream.on("data", onHead);
  };
  const server = tls === undefined ? createServer(bridge) : createTlsServer({ ALPNProtocols: ["h2"], ...tls }, bridge);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const vanish = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const close = async () => {
    vanish();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { endpoint: `tcp://127.0.0.1:${address.port}`, vanish, close };
}
