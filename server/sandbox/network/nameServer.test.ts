import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { dnsStream } from "./dnsStream.ts";
import { answerQuery, withLength } from "./nameServer.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const signal = new AbortController().signal;
const query = Buffer.from("12340100000100000000000001610162000001" + "0001", "hex");

function answerTo(asked: Buffer, text: string): Buffer {
  const answer = Buffer.concat([asked, Buffer.from(text)]);
  answer.writeUInt16BE(0x8180, 2);
  return answer;
}

/** A resolver over TCP that sends each of these, in pieces. */
async function tcpResolver(answer: (asked: Buffer) => Buffer): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const whole = withLength(answer(bytes.subarray(2)));
      socket.write(whole.subarray(0, 3));
      setImmediate(() => socket.write(whole.subarray(3)));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanups.push(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("over TCP", () => {
  it("forwards the query and returns the answer, however long it is", async () => {
    const resolver = await tcpResolver((asked) => answerTo(asked, "x".repeat(30_000)));
    const answer = await answerQuery(query, "tcp", signal, [resolver]);
    expect(answer?.length).toBe(query.length + 30_000);
  });

  it("asks the next resolver if one is silent or answers another query", async () => {
    const wrong = await tcpResolver((asked) =>
      answerTo(Buffer.concat([Buffer.from([9, 9]), asked.subarray(2)]), "wrong"),
    );
    const right = await tcpResolver((asked) => answerTo(asked, "right"));
    const answer = await answerQuery(query, "tcp", signal, ["127.0.0.1:1", wrong, right]);
    expect(answer?.toString("latin1")).toContain("right");
  });

  it("accepts queries from a stream as they arrive and answers in order", async () => {
    const stream = dnsStream(async (asked) => Buffer.concat([Buffer.from("re:"), asked]));
    const both = Buffer.concat([withLength(Buffer.from("one")), withLength(Buffer.from("two"))]);
    stream.write(both.subarray(0, 4));
    stream.end(both.subarray(4));
    const chunks = await stream.toArray();
    expect(Buffer.concat(chunks).toString("latin1")).toBe("\0\x06re:one\0\x06re:two");
  });
});

it("does not answer anything but a query", async () => {
  expect(await answerQuery(Buffer.from("hello"), "udp", signal, [])).toBeUndefined();
});

it("stops asking when the run ends", async () => {
  const controller = new AbortController();
  const resolver = await tcpResolver((asked) => {
    controller.abort();
    return asked.subarray(0, 0);
  });
  expect(await answerQuery(query, "tcp", controller.signal, [resolver])).toBeUndefined();
});
