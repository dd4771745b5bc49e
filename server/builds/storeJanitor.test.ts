import { expect, test, vi } from "vitest";
import type { StoreOwner, SweepOutcome, SweepRequest } from "#server/builders/builder.ts";
import { StoreJanitor } from "./storeJanitor.ts";

class SweptStore implements Pick<StoreOwner, "sweep"> {
  readonly requests: SweepRequest[] = [];
  busy = false;

  async sweep(request: SweepRequest): Promise<SweepOutcome> {
    this.requests.push(request);
    return this.busy ? { state: "busy" } : { state: "swept", report: { usedBytes: 1, freedBytes: 0 } };
  }
}

type Pause = <T>(patienceMs: number, work: () => Promise<T>) => Promise<T | undefined>;
const noPause: Pause = async () => undefined;

function janitorOf(store: SweptStore, whilePaused = noPause, elsewhere?: () => number) {
  vi.useFakeTimers();
  const needed = () => [`sha256:${"a".repeat(64)}` as const];
  const onFailure = (error: unknown) => {
    throw error;
  };
  return new StoreJanitor({
    stores: [store],
    limitBytes: 7,
    needed,
    onFailure,
    quietMs: 10,
    everyMs: 1000,
    overdueMs: 5000,
    whilePaused,
    ...(elsewhere && { elsewhere }),
  });
}

test("sweeps some time after the last build, and then not again for a long time", async () => {
  const store = new SweptStore();
  const janitor = janitorOf(store);
  for (let count = 0; count < 3; count += 1) janitor.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(store.requests).toEqual([{ limitBytes: 7, keep: [`sha256:${"a".repeat(64)}`], mounted: [] }]);
  janitor.idle();
  await vi.advanceTimersByTimeAsync(900);
  expect(store.requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(store.requests).toHaveLength(2);
  janitor.stop();
});

test("bytes outside the stores count against their limit", async () => {
  const store = new SweptStore();
  const janitor = janitorOf(store, noPause, () => 3);
  janitor.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(store.requests).toMatchObject([{ limitBytes: 4 }]);
  janitor.stop();
});

test("a sweep that met a build runs after it", async () => {
  const store = new SweptStore();
  const janitor = janitorOf(store);
  store.busy = true;
  janitor.idle();
  await vi.advanceTimersByTimeAsync(11);
  janitor.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(store.requests).toHaveLength(2);
  janitor.stop();
  janitor.idle();
  await vi.advanceTimersByTimeAsync(5000);
  expect(store.requests).toHaveLength(2);
});

test("if builds never pause, they are held back for a sweep, which waits longer each time", async () => {
  const store = new SweptStore();
  const patience: number[] = [];
  let quiet = false;
  const janitor = janitorOf(store, async (patienceMs, work) => {
    patience.push(patienceMs);
    return quiet ? await work() : undefined;
  });
  const buildsFor = async (seconds: number) => {
    for (let count = 0; count < seconds; count += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      janitor.busy();
    }
  };
  await buildsFor(12);
  expect(patience).toEqual([10_000, 20_000]);
  expect(store.requests).toEqual([]);
  quiet = true;
  await buildsFor(11);
  expect(patience).toEqual([10_000, 20_000, 40_000, 10_000]);
  expect(store.requests).toHaveLength(2);
  janitor.stop();
  await buildsFor(20);
  expect(store.requests).toHaveLength(2);
});
