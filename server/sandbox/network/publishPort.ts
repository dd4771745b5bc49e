import { createSocket, type RemoteInfo, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { GuestNetwork } from "./guestNetwork.ts";
import type { UdpClient } from "./udpClients.ts";

/** Where published ports listen: as Docker's `-p 127.0.0.1:…`. */
const HOST = "127.0.0.1";

/** A port of the machine that leads to one of a guest. */
export interface PublishedListener {
  /** The machine's port. */
  readonly port: number;
  /** Resolves when the port is free again; its connections are reset. */
  close(): Promise<void>;
}

export interface PortToPublish {
  readonly container: number;
  readonly protocol: "tcp" | "udp";
  /** A free one if absent. */
  readonly host?: number | undefined;
}

/** Listens on the machine's loopback for a guest's port. Rejects with `EADDRINUSE` or `EACCES`. */
export async function publishPort(network: GuestNetwork, port: PortToPublish): Promise<PublishedListener> {
  return port.protocol === "tcp" ? publishTcp(network, port) : publishUdp(network, port);
}

async function publishTcp(network: GuestNetwork, { container, host = 0 }: PortToPublish): Promise<PublishedListener> {
  const clients = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    clients.add(client);
    // The guest's end of the connection learns of it.
    client.on("error", () => {});
    client.once("close", () => clients.delete(client));
    network.openTcp(container, client);
  });
  server.listen(host, HOST);
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : host,
    close: () => {
      for (const client of clients) client.resetAndDestroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function publishUdp(network: GuestNetwork, { container, host = 0 }: PortToPublish): Promise<PublishedListener> {
  const socket = createSocket("udp4");
  socket.bind(host, HOST);
  await once(socket, "listening");
  const clients = new Map<string, UdpClient>();
  socket.on("error", () => {});
  socket.on("message", (payload, from) => clientOf(network, container, socket, clients, from)?.send(payload));
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function clientOf(
  network: GuestNetwork,
  port: number,
  socket: UdpSocket,
  clients: Map<string, UdpClient>,
  { address, port: from }: RemoteInfo,
): UdpClient | undefined {
  const key = `${address}:${from}`;
  const known = clients.get(key);
  if (known) return known;
  const answer = (payload: Buffer) => socket.send(payload, from, address, () => undefined);
  const client = network.openUdp(port, answer, () => clients.delete(key));
  if (client) clients.set(key, client);
  return client;
}
