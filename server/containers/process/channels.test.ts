import { expect, test } from "vitest";
import { type ChannelMessage, Channels, channelWritable } from "./channels.ts";

/** Two processes' ends, with a line between them that copies. */
function pair() {
  const sent: ChannelMessage[] = [];
  const a: Channels = new Channels((message) => {
    sent.push(message);
    b.take(structuredClone(message));
  });
  const b: Channels = new Channels((message) => a.take(structuredClone(message)));
  return { a, b, sent };
}

const KB = 1024;
const piece = (size: number) => ({ bytes: new Uint8Array(size) });
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("pieces arrive in order, with what they are part of, and then the end", async () => {
  const { a, b } = pair();
  const [sender, receiver] = [a.sender(1), b.receiver(1)];
  await sender.send({ bytes: Buffer.from("one"), stream: "stderr", at: 5 });
  await sender.send({ bytes: Buffer.from("two") });
  sender.end();
  const got = [];
  for await (const { bytes, stream, at } of receiver) got.push([Buffer.from(bytes).toString(), stream, at]);
  expect(got).toEqual([
    ["one", "stderr", 5],
    ["two", undefined, undefined],
  ]);
});

test("a sender waits until the receiver has used what it was sent", async () => {
  const { a, b, sent } = pair();
  const [sender, receiver] = [a.sender(1), b.receiver(1)];
  const sending = (async () => {
    for (let count = 0; count < 100; count += 1) await sender.send(piece(64 * KB));
    sender.end();
  })();
  await turn();
  const pieces = () => sent.filter(({ type }) => type === "piece").length;
  expect(pieces()).toBe(4);
  const reading = receiver[Symbol.asyncIterator]();
  await reading.next();
  await reading.next();
  await turn();
  expect(pieces()).toBe(5);
  let count = 2;
  while (!(await reading.next()).done) count += 1;
  await sending;
  expect(count).toBe(100);
});

test("a sender no longer waits for a receiver that stopped", async () => {
  const { a, b } = pair();
  const [sender, receiver] = [a.sender(1), b.receiver(1)];
  const sending = (async () => {
    for (let count = 0; count < 10; count += 1) await sender.send(piece(100 * KB));
  })();
  receiver.stop();
  await sending;
  await sender.stopped;
});

test("a failure reaches the receiver", async () => {
  const { a, b } = pair();
  const [sender, receiver] = [a.sender(1), b.receiver(1)];
  sender.end("no such file");
  await expect(receiver[Symbol.asyncIterator]().next()).rejects.toThrow("no such file");
});

test("if the other process is gone, receivers fail and senders drop what they are given", async () => {
  const { a } = pair();
  const [sender, receiver] = [a.sender(1), a.receiver(2)];
  a.close("it exited");
  await sender.send(piece(1000 * KB));
  await expect(receiver[Symbol.asyncIterator]().next()).rejects.toThrow("it exited");
});

test("a writable stream cuts what it is given into pieces, and ends its channel", async () => {
  const { a, b } = pair();
  const receiver = b.receiver(1);
  channelWritable(a.sender(1)).end(Buffer.alloc(150 * KB));
  const sizes = [];
  for await (const { bytes } of receiver) sizes.push(bytes.length);
  expect(sizes).toEqual([64 * KB, 64 * KB, 22 * KB]);
});
