import { createSocket } from "node:dgram";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { attach, cleanups, gateway, guest } from "./testWire.ts";
import { parseUdp, udpFrame } from "./udp.ts";

describe("name service", () => {
  const query = Buffer.from("1234010000010000000000000161016200000100", "hex");
  const withType = (type: number) => Buffer.concat([query.subarray(0, 17), Buffer.from([0, type, 0, 1])]);

  async function resolver(): Promise<{ address: string; asked: Buffer[] }> {
    const asked: Buffer[] = [];
    const socket = createSocket("udp4");
    socket.on("message", (message, from) => {
      asked.push(message);
      const answer = Buffer.concat([message, Buffer.from("answer")]);
      answer.writeUInt16BE(0x8180, 2);
      socket.send(answer, from.port, from.address);
    });
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    cleanups.push(() => socket.close());
    return { address: `127.0.0.1:${socket.address().port}`, asked };
  }

  function ask(attached: ReturnType<typeof attach>, payload: Buffer): void {
    const frame = udpFrame({ source: guest, destination: gateway }, { sourcePort: 5000, destinationPort: 53, payload });
    attached.wire.push(frame);
  }

  it("forwards queries to the machine's resolvers, byte for byte", async () => {
    const { address, asked } = await resolver();
    const attached = attach([], [address]);
    ask(attached, withType(1));
    const answer = parseUdp((await attached.next()).payload);
    expect(answer).toMatchObject({ sourcePort: 53, destinationPort: 5000 });
    expect(answer?.payload.toString("latin1")).toContain("answer");
    expect(asked).toEqual([withType(1)]);
  });

  it("has no IPv6 addresses", async () => {
    const { address, asked } = await resolver();
    const attached = attach([], [address]);
    ask(attached, withType(28));
    const answer = parseUdp((await attached.next()).payload);
    expect(answer?.payload.subarray(2, 8).toString("hex")).toBe("818000010000");
    expect(asked).toEqual([]);
  });

  it("reports a failure if no resolver answers", async () => {
    const attached = attach([], ["127.0.0.1:1"]);
    ask(attached, withType(1));
    const answer = parseUdp((await attached.next()).payload);
    expect((answer?.payload.readUInt16BE(2) ?? 0) & 15).toBe(2);
  });
});
