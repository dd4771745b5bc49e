import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { ContainerFixture } from "./containerFixture.ts";
import { runtimeProcesses, startedBy } from "./processTree.ts";

const [user] = sandboxUsers().users;
const COUNT = 5;
/** Clock ticks are hundredths of a second. */
const SECONDS = 1;
const MOST_TICKS = 10 * SECONDS;

let fixture: ContainerFixture | undefined;
afterEach(() => fixture?.close());

function ticks(pid: number): number {
  const [, user = 0, system = 0] =
    /^.*\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  return Number(user) + Number(system);
}

function kilobytes(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

it.runIf(user !== undefined)(
  "idle containers cost a few hundred kilobytes each, and hardly any processor time",
  async () => {
    if (user === undefined) return;
    fixture = new ContainerFixture({ user });
    for (let count = 0; count < COUNT; count += 1) await fixture.run("exec sleep 60");
    const below = runtimeProcesses().flatMap(startedBy);
    expect(below.length).toBeGreaterThanOrEqual(COUNT * 3);
    expect(sum(below.map(kilobytes)) / COUNT).toBeLessThan(2000);
    const before = sum(below.map(ticks));
    await delay(SECONDS * 1000);
    expect(sum(below.map(ticks)) - before).toBeLessThan(MOST_TICKS);
  },
);
