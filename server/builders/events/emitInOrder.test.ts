import { expect, it } from "vitest";
import type { RunningEvent } from "../builder.ts";
import { EmitInOrder } from "./emitInOrder.ts";

const log = (text: string): RunningEvent => ({ type: "log", step: "0.1", stream: "stdout", text });

function opened() {
  const texts: string[] = [];
  return { texts, order: new EmitInOrder((event) => void (event.type === "log" && texts.push(event.text))) };
}

it("what follows an event that is not known yet waits for it", async () => {
  const { order, texts } = opened();
  const late = Promise.withResolvers<RunningEvent>();
  order.take(log("a"));
  order.take(late.promise);
  order.take(log("c"));
  expect(texts).toEqual(["a"]);
  late.resolve(log("b"));
  await order.end();
  order.take(log("d"));
  expect(texts).toEqual(["a", "b", "c", "d"]);
});

it("an event that can't be made known fails the end, and none comes after it", async () => {
  const { order, texts } = opened();
  order.take(Promise.reject(new Error("no")));
  order.take(log("b"));
  await expect(order.end()).rejects.toThrow("no");
  expect(texts).toEqual([]);
});
