import { createSocket } from "node:dgram";
import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { publishPort } from "./publishPort.ts";
import { attach, cleanups, gateway, guest } from "./testWire.ts";
import { parseUdp, type UdpDatagram, udpFrame } from "./udp.ts";

async function client(port: number) {
  const socket = createSocket("udp4");
  const answers: string[] = [];
  socket.on("message", (bytes) => answers.push(bytes.toString()));
  socket.connect(port, "127.0.0.1");
  await once(socket, "connect");
  cleanups.push(() => socket.close());
  return { send: (text: string) => socket.send(text), answers };
}

it("carries datagrams to the guest, and its answers to the client that asked", async () => {
  const { network, wire, next } = attach();
  const listener = await publishPort(network, { container: 53, protocol: "udp" });
  cleanups.push(() => void listener.close());
  const [first, second] = [await client(listener.port), await client(listener.port)];
  const received: UdpDatagram[] = [];
  for (const [{ send }, text] of [
    [first, "one"],
    [second, "two"],
  ] as const) {
    send(text);
    const packet = await next();
    const datagram = parseUdp(packet.payload);
    expect(packet).toMatchObject({ source: gateway, destination: guest });
    expect(datagram).toMatchObject({ destinationPort: 53, payload: Buffer.from(text) });
    if (datagram) received.push(datagram);
  }
  for (const { sourcePort, payload } of received) {
    const answer = Buffer.from(`got ${payload}`);
    const ports = { sourcePort: 53, destinationPort: sourcePort };
    wire.push(udpFrame({ source: guest, destination: gateway }, { ...ports, payload: answer }));
  }
  await vi.waitFor(() => expect([first.answers, second.answers]).toEqual([["got one"], ["got two"]]));
});

it("passes no answer of another port of the guest on", async () => {
  const { network, wire, next } = attach();
  const listener = await publishPort(network, { container: 53, protocol: "udp" });
  cleanups.push(() => void listener.close());
  const { send, answers } = await client(listener.port);
  send("one");
  const asked = parseUdp((await next()).payload);
  for (const sourcePort of [54, 53]) {
    const ports = { sourcePort, destinationPort: asked?.sourcePort ?? 0 };
    wire.push(udpFrame({ source: guest, destination: gateway }, { ...ports, payload: Buffer.from(`${sourcePort}`) }));
  }
  await vi.waitFor(() => expect(answers).toEqual(["53"]));
});
