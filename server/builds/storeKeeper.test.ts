import { expect, test, vi } from "vitest";
import type { SweepRequest } from "#server/builders/builder.ts";
import { ScriptedBuilder } from "./scriptedBuilder.ts";
import { StoreKeeper } from "./storeKeeper.ts";

class SweptBuilder extends ScriptedBuilder {
  readonly requests: SweepRequest[] = [];
  busy = false;

  async sweep(request: SweepRequest) {
    this.requests.push(request);
    return this.busy ? undefined : { usedBytes: 1, freedBytes: 0 };
  }
}

function keeperOf(builder: SweptBuilder) {
  vi.useFakeTimers();
  const needed = () => [`sha256:${"a".repeat(64)}` as const];
  const onFailure = (error: unknown) => {
    throw error;
  };
  return new StoreKeeper({ builders: [builder], limitBytes: 7, needed, onFailure, quietMs: 10, everyMs: 1000 });
}

test("sweeps some time after the last build, and then not again for long", async () => {
  const builder = new SweptBuilder();
  const keeper = keeperOf(builder);
  for (let count = 0; count < 3; count += 1) keeper.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(builder.requests).toEqual([{ limitBytes: 7, keep: [`sha256:${"a".repeat(64)}`] }]);
  keeper.idle();
  await vi.advanceTimersByTimeAsync(900);
  expect(builder.requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(builder.requests).toHaveLength(2);
  keeper.stop();
});

test("a sweep that met a build comes after that build", async () => {
  const builder = new SweptBuilder();
  const keeper = keeperOf(builder);
  builder.busy = true;
  keeper.idle();
  await vi.advanceTimersByTimeAsync(11);
  keeper.idle();
  await vi.advanceTimersByTimeAsync(11);
  expect(builder.requests).toHaveLength(2);
  keeper.stop();
  keeper.idle();
  await vi.advanceTimersByTimeAsync(5000);
  expect(builder.requests).toHaveLength(2);
});
