import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { DockerStreams } from "./dockerStreams.ts";

it("ends its output without a fuss if the engine never connected it", async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", note);
  const streams = new DockerStreams({ stdin: true, terminal: false });
  streams.end();
  expect(await text(streams.output.stdout)).toBe("");
  await expect(streams.done).rejects.toThrow("not connected");
  // Node tells of a rejection that nobody handled once all microtasks are done.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});
