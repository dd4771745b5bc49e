import { expect, it } from "vitest";
import type { RunningEvent } from "../../builder.ts";
import { PacedEvents } from "./pacedEvents.ts";

const step = (id: number): RunningEvent => ({ type: "step", step: String(id), state: "done", at: id });

/** Blocks for a while, as recording and sending an event may. */
function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

it("forwards all events in order and yields in between", async () => {
  const told: string[] = [];
  const paced = new PacedEvents((event) => {
    busy(1);
    if (event.type === "step") told.push(event.step);
  });
  let turns = 0;
  const count = () => {
    turns += 1;
    if (told.length < 100) setImmediate(count);
  };
  setImmediate(count);
  paced.add(Array.from({ length: 60 }, (_, index) => step(index)));
  paced.add(Array.from({ length: 40 }, (_, index) => step(60 + index)));
  await paced.drained();
  expect(told).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
  expect(turns).toBeGreaterThan(5);
});

it("forwards quick events before the next turn, and then accepts more", async () => {
  const told: RunningEvent[] = [];
  const paced = new PacedEvents((event) => told.push(event));
  paced.add([step(1), step(2)]);
  expect(told).toHaveLength(2);
  paced.add([step(3)]);
  await paced.drained();
  expect(told).toHaveLength(3);
});
