import { expect, it } from "vitest";
import type { SandboxFixture } from "./sandboxFixture.ts";
import { sandboxGroups } from "./sandboxGroups.ts";

/** Of the times in /proc/PID/stat. */
const TICKS_PER_SECOND = 100;

/** How any executor ends what exceeds a limit, and leaves everything else alone. */
export function limitSuite(sandbox: () => SandboxFixture): void {
  const limits = { memoryBytes: 100e6, processes: 60, diskBytes: 40e6, outputBytes: 1e6, seconds: 20 };

  // Each exceeds its limit well within half a second; a busy machine gets a second chance.
  it.each([
    ["memory", "dd if=/dev/zero bs=300M count=1 | sleep 5; echo survived"],
    ["processes", "bomb() { bomb | bomb & }; bomb; sleep 20"],
    ["disk", "dd if=/dev/zero of=/big bs=1M count=4000; sleep 20"],
    ["output", "yes"],
    ["time", "sleep 600"],
  ] as const)("end a command within a second if it exceeds its %s", { retry: 2 }, async (limit, script) => {
    const begin = Date.now();
    const run = await sandbox().run(script, { limits: { ...limits, ...(limit === "time" && { seconds: 0.4 }) } });
    expect(run.result).toEqual({ kind: "limit", limit });
    expect(Date.now() - begin).toBeLessThan(1500);
    expect(run.stdout.length).toBeLessThanOrEqual(1e6);
  });

  it("end a command before it used a second more of the CPU than its limit", async () => {
    const script = `while :; do
      i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done
      read -r stat </proc/self/stat; echo "$stat"
    done`;
    const run = await sandbox().run(script, { limits: { ...limits, cpuSeconds: 0.3 } });
    expect(run.result).toEqual({ kind: "limit", limit: "cpu" });
    const [userTicks, kernelTicks] = run.stdout.trim().split("\n").at(-1)?.split(" ").slice(13, 15).map(Number) ?? [];
    expect(((userTicks ?? Number.NaN) + (kernelTicks ?? Number.NaN)) / TICKS_PER_SECOND).toBeLessThan(1.3);
  });

  it("include the CPU time of a command's children", async () => {
    const busy = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
    const run = await sandbox().run(`while :; do sh -c '${busy}'; done`, { limits: { ...limits, cpuSeconds: 1 } });
    expect(run.result).toEqual({ kind: "limit", limit: "cpu" });
  });

  it("are shared by runs of one group, which is removed at the end", async () => {
    const { details } = await sandbox()
      .executor.probe()
      .then((probe) => (probe.ok ? probe : { details: undefined }));
    const group = `${process.pid}-test-${Date.now()}`;
    const script = "dd if=/dev/zero bs=60M count=1 | sleep 1";
    const runs = await Promise.all([0, 1, 2].map(() => sandbox().run(script, { limits, group })));
    await sandbox().executor.leaveGroup(group);
    // Without control groups, each has its own limits; their builder then runs them one after another.
    const shared = details?.limitedBy !== "watching";
    expect(runs.some(({ result }) => result.kind === "limit" && result.limit === "memory")).toBe(shared);
    expect(sandboxGroups(group)).toEqual([]);
  });

  it("let a command use its CPUs", { retry: 2 }, async () => {
    const run = await sandbox().run(
      "for p in 1 2 3; do (while :; do :; done) & done; sleep 1; cat /proc/[0-9]*/stat | cut -d' ' -f14,15",
      { limits: { ...limits, cpus: 0.5 } },
    );
    const ticks = run.stdout
      .trim()
      .split(/\s+/)
      .reduce((sum, text) => sum + Number(text), 0);
    // A tick is a hundredth of a second; without a cgroup, a whole CPU is the least.
    expect(ticks).toBeLessThan(130);
  });

  it("include a deleted file that is still open", async () => {
    const run = await sandbox().run("exec 5>/big; rm /big; dd if=/dev/zero bs=1M count=4000 >&5; sleep 20", { limits });
    expect(run.result).toEqual({ kind: "limit", limit: "disk" });
  });

  it("allow a modest command", async () => {
    const run = await sandbox().run(
      "dd if=/dev/zero of=/f bs=1M count=20; for i in 1 2 3 4 5; do sleep 0.1 & done; wait",
      {
        limits,
      },
    );
    expect(run.result).toEqual({ kind: "exit", code: 0 });
  });
}
