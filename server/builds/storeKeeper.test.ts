import { expect, test, vi } from "vitest";
import type { StoreOwner, SweepOutcome, SweepRequest } from "#server/builders/builder.ts";
import { StoreKeeper } from "./storeKeeper.ts";

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

function keeperOf(store: SweptStore, whilePaused = noPause) {
  vi.useFakeTimers();
  const needed = () => [`sha256:${"a".repeat(64)}` as const];
  const onFailure = (error: unknown) => {
    throw error;
  };
  return new StoreKeeper({
    stores: [store],
    limitBytes: 7,
    needed,
    onFailure,
    quietMs: 10,
    everyMs: 1000,
    overdueMs: 5000,
    whilePaused,
  });
}

test("sweeps some time after the last build, and then not again for long", async () => {
  const store = new SweptStore();
  const keeper = keeperOf(store);
  for (let count = 0; count < 3; count += 1) keeper.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(store.requests).toEqual([{ limitBytes: 7, keep: [`sha256:${"a".repeat(64)}`] }]);
  keeper.idle();
  await vi.advanceTimersByTimeAsync(900);
  expect(store.requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(store.requests).toHaveLength(2);
  keeper.stop();
});

test("a sweep that met a build comes after that build", async () => {
  const store = new SweptStore();
  const keeper = keeperOf(store);
  store.busy = true;
  keeper.idle();
  await vi.advanceTimersByTimeAsync(11);
  keeper.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(store.requests).toHaveLength(2);
  keeper.stop();
  keeper.idle();
  await vi.advanceTimersByTimeAsync(5000);
  expect(store.requests).toHaveLength(2);
});

test("where builds never cease they are held up for a sweep, and waited for longer each time", async () => {
  const store = new SweptStore();
  const patience: number[] = [];
  let quiet = false;
  const keeper = keeperOf(store, async (patienceMs, work) => {
    patience.push(patienceMs);
    return quiet ? await work() : undefined;
  });
  const buildsFor = async (seconds: number) => {
    for (let count = 0; count < seconds; count += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      keeper.busy();
    }
  };
  await buildsFor(12);
  expect(patience).toEqual([10_000, 20_000]);
  expect(store.requests).toEqual([]);
  quiet = true;
  await buildsFor(11);
  expect(patience).toEqual([10_000, 20_000, 40_000, 10_000]);
  expect(store.requests).toHaveLength(2);
  keeper.stop();
  await buildsFor(20);
  expect(store.requests).toHaveLength(2);
});
