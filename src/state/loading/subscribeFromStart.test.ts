import { expect, it } from "vitest";
import { create } from "zustand";
import { subscribeFromStart } from "./subscribeFromStart.ts";

function storeWithTold() {
  const store = create(() => ({ count: 0 }));
  const told: (readonly [now: number, before: number])[] = [];
  const listen = () => subscribeFromStart(store, (now, before) => told.push([now.count, before.count]));
  return { store, told, listen };
}

it("tells of what happened before, as one change, and of each change from then on", () => {
  const { store, told, listen } = storeWithTold();
  store.setState({ count: 1 });
  store.setState({ count: 2 });
  listen();
  store.setState({ count: 3 });
  expect(told).toEqual([
    [2, 0],
    [3, 2],
  ]);
});

it("tells nothing if nothing happened yet", () => {
  const { told, listen } = storeWithTold();
  listen();
  expect(told).toEqual([]);
});

it("tells nothing more once it was ended", () => {
  const { store, told, listen } = storeWithTold();
  listen()();
  store.setState({ count: 1 });
  expect(told).toEqual([]);
});
