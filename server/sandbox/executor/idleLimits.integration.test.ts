import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openContainer, type TestContainer } from "./containerFixture.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { sandboxUsers } from "./sandboxUsers.ts";

/** Nanoseconds of CPUs that the processes which run it have used. */
function cpuOf(container: TestContainer): number {
  const times = container.helpers().map((pid) => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]));
  return times.reduce((sum, time) => sum + time, 0);
}

const [user] = sandboxUsers().users;
if (user === undefined) it.skip("NOT TESTED HERE: idle containers, which need a sandbox");

describe.runIf(user !== undefined).each([
  ["with control groups, if there are any", true],
  ["without control groups", false],
])("an idle container %s", (_, useCgroups) => {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    if (user === undefined) return;
    sandbox = await openSandboxFixture(user, createLinuxExecutor({ launch: user.launch, useCgroups }));
  });
  afterAll(() => sandbox.close());

  const limits = { memoryBytes: 200e6, processes: 60, diskBytes: 40e6, seconds: 60 };

  it("costs almost no CPU time and memory", { timeout: 40_000 }, async () => {
    const container = await openContainer(sandbox, ":", { limits });
    let last = cpuOf(container);
    const milliseconds = () => {
      const before = last;
      last = cpuOf(container);
      return (last - before) / 1e6;
    };
    // In the second since the last look, once nothing has run for a while.
    await expect.poll(milliseconds, { timeout: 30_000, interval: 1000 }).toBeLessThan(6);
    const resident = container.helpers().map((pid) => {
      const [, kilobytes = 0] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
      return Number(kilobytes);
    });
    await container.end();
    expect(resident.reduce((sum, kilobytes) => sum + kilobytes, 0)).toBeLessThan(4000);
  });

  it.each([
    ["disk", "dd if=/dev/zero of=/big bs=1M count=4000; sleep 20"],
    ["memory", "dd if=/dev/zero bs=300M count=1 | sleep 20"],
    ["processes", "bomb() { bomb | bomb & }; bomb; sleep 20"],
  ])("is ended as soon as it exceeds its %s after a while", { retry: 2, timeout: 40_000 }, async (limit, script) => {
    const begin = Date.now();
    const run = await sandbox.run(`sleep 3; ${script}`, { container: true, limits });
    expect(run.result).toEqual({ kind: "limit", limit });
    expect(Date.now() - begin).toBeLessThan(3000 + 1500);
  });
});
