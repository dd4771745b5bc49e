import { expect, test } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { BuildBudget } from "./buildBudget.ts";
import { limitedBlobs } from "./limitedBlobs.ts";

const LIMITS = { memoryBytes: 9, diskBytes: 100, outputBytes: 50, cpuSeconds: 10 };

test("a RUN gets what earlier steps left of the limit", () => {
  const budget = new BuildBudget(LIMITS);
  const first = budget.startRun();
  expect(first.limits).toEqual(LIMITS);
  expect(first.print(20)).toBeUndefined();
  first.use({ cpuSeconds: 4 });
  first.end();
  budget.write(70);
  expect(budget.startRun().limits).toEqual({ memoryBytes: 9, diskBytes: 30, outputBytes: 30, cpuSeconds: 6 });
});

test("RUNs side by side count together, each until it ends", () => {
  const budget = new BuildBudget(LIMITS);
  const [one, other] = [budget.startRun(), budget.startRun()];
  expect([one.use({ diskBytes: 60 }), other.use({ diskBytes: 40 })]).toEqual([undefined, undefined]);
  expect(other.use({ diskBytes: 41 })).toBe("disk");
  one.end();
  expect(other.use({ diskBytes: 41 })).toBeUndefined();
  expect([one.print(30), other.print(20), other.print(1)]).toEqual([undefined, undefined, "output"]);
});

test("without a limit, usage is unlimited", () => {
  const budget = new BuildBudget({});
  budget.write(1e15);
  expect(budget.startRun().limits).toMatchObject({ diskBytes: 0, outputBytes: 0, cpuSeconds: 0 });
  expect(budget.startRun().print(1e15)).toBeUndefined();
});

test("layers of every step count, and one beyond the limit leaves nothing behind", () => {
  const { blobs } = temporaryStore();
  const limited = limitedBlobs(blobs, new BuildBudget(LIMITS));
  const first = limited.writer();
  first.write(Buffer.alloc(80));
  first.finish();
  const second = limited.writer();
  expect(() => second.write(Buffer.alloc(21))).toThrow(ProblemError);
  second.abort();
  expect([...blobs.list()].map(({ size }) => size)).toEqual([80]);
});

test("RUNs that must run alone run one after another", async () => {
  const budget = new BuildBudget(LIMITS);
  const order: string[] = [];
  const run = async (name: string) => {
    const done = await budget.alone();
    order.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${name} ends`);
    done();
  };
  await Promise.all([run("a"), run("b")]);
  expect(order).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});
