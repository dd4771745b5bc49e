import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { openContainer } from "./containerFixture.ts";
import type { Executor } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import { sandboxGroups } from "./sandboxGroups.ts";
import type { SandboxUser } from "./sandboxUsers.ts";

async function canPause(executor: Executor): Promise<boolean> {
  const probe = await executor.probe();
  return probe.ok && probe.details.limitedBy !== "watching";
}

function groupsOf(helper: number): string[] {
  return sandboxGroups(`${helper}-`);
}

/** How any executor pauses, lists, and measures a container. */
export function manageSuite(user: SandboxUser, sandbox: () => SandboxFixture): void {
  it("pauses all its processes and lets them go on, or says that it can't", async () => {
    const container = await openContainer(sandbox(), "(while :; do echo x >>/log; sleep 0.01; done) &");
    const lines = async () => (await container.run("wc -l </log")).stdout;
    await expect.poll(lines).not.toBe("0\n");
    const paused = await container.pause();
    if (!(await canPause(sandbox().executor))) {
      expect(paused).toEqual({ ok: false, reason: "no-control-group" });
      await container.end();
      return;
    }
    expect(paused).toEqual({ ok: true });
    const [before, while_] = [await container.usage(), await container.run("true")];
    expect(while_.result).toEqual({ kind: "not-started", code: 126, message: "cannot exec in a paused container" });
    expect((await container.usage()).cpuSeconds).toBe(before.cpuSeconds);
    expect(await container.resume()).toEqual({ ok: true });
    const first = await lines();
    await expect.poll(lines).not.toBe(first);
    await container.end();
  });

  it("can be killed while it is paused, and leaves no control group", async () => {
    for (const kill of ["signal", "cancel"] as const) {
      const controller = new AbortController();
      const container = await openContainer(sandbox(), "sleep 1000 &", {}, controller.signal);
      const helpers = container.helpers();
      await container.pause();
      if (kill === "signal") container.signal("SIGKILL");
      else controller.abort();
      expect(await container.wait()).toMatchObject({ kind: kill === "cancel" ? "canceled" : "exit" });
      expect(helpers.flatMap(groupsOf)).toEqual([]);
    }
  });

  it("leaves no process and no control group when its helper is killed while it is paused", async () => {
    const container = await openContainer(sandbox(), "sleep 7531 &");
    const helpers = container.helpers();
    expect(helpers.flatMap(groupsOf).length > 0).toBe(await canPause(sandbox().executor));
    await container.pause();
    await container.killHelper();
    expect(helpers.flatMap(groupsOf)).toEqual([]);
    await expect.poll(() => execFileSync("ps", ["-eo", "args"]).toString()).not.toContain("sleep 7531");
  });

  it("can't be paused if it shares its control group with other runs", async () => {
    const group = `${process.pid}-shared-${Date.now()}`;
    const container = await openContainer(sandbox(), ":", { group });
    const other = await openContainer(sandbox(), ":", { group });
    expect(await container.pause()).toEqual({ ok: false, reason: "no-control-group" });
    expect((await other.run("echo goes on")).stdout).toBe("goes on\n");
    await Promise.all([container.end(), other.end()]);
    await sandbox().executor.leaveGroup(group);
    expect(sandboxGroups(group)).toEqual([]);
  });

  it("can't be paused after its end", async () => {
    const container = await openContainer(sandbox());
    await container.end();
    expect(await container.pause()).toEqual({ ok: false, reason: "ended" });
    expect(await container.processes()).toEqual([]);
    expect(await container.usage()).toEqual({ memoryBytes: 0, cpuSeconds: 0, processes: 0 });
  });

  it("lists its processes as it sees them", async () => {
    const begin = Date.now();
    const container = await openContainer(sandbox(), "sleep 1001 &");
    const beside = container.start("echo up; exec sleep 1002", { uid: 1000, gid: 1000 });
    await new Promise((resolve) => beside.output.stdout.once("data", resolve));
    const commands = async () => (await container.processes()).map(({ command }) => command);
    // A new process has its parent's command until it runs its own.
    await expect.poll(commands).toEqual(["cat", "sleep 1001", "sleep 1002"]);
    const processes = await container.processes();
    await container.end();
    const found = processes.map(({ pid, ppid, uid, command }) => ({ pid, ppid, uid, command }));
    expect(found).toEqual([
      { pid: 1, ppid: 0, uid: 0, command: "cat" },
      { pid: 2, ppid: 1, uid: 0, command: "sleep 1001" },
      { pid: 3, ppid: 0, uid: 1000, command: "sleep 1002" },
    ]);
    for (const { startedAt, memoryBytes, cpuSeconds } of processes) {
      // The kernel counts in hundredths of a second, and its clock may have been set since the machine started.
      expect(Math.abs(startedAt - begin)).toBeLessThan(20_000);
      expect(memoryBytes).toBeGreaterThan(4096);
      expect(cpuSeconds).toBeLessThan(5);
    }
  });

  it("lists at most a thousand processes, and no control characters of theirs", { timeout: 60_000 }, async () => {
    const script = `for i in $(seq 1100); do sleep 1003 & done; sh -c 'sleep 1004' "$(printf 'a\\nprocess\\t1\\033[2J')" &`;
    const container = await openContainer(sandbox(), script, { limits: { processes: 3000, seconds: 60 } });
    await expect.poll(async () => (await container.processes()).length, { timeout: 30_000 }).toBe(1000);
    const other = await openContainer(sandbox(), script.slice(script.indexOf("sh -c")));
    await expect.poll(async () => (await other.processes()).length).toBeGreaterThanOrEqual(2);
    const commands = (await other.processes()).map(({ command }) => command);
    await Promise.all([container.end(), other.end()]);
    expect(commands.join("")).not.toMatch(/[\n\t\u001b]/);
  });

  it("measures what it uses", { retry: 1 }, async () => {
    const busy = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; dd if=/dev/zero bs=30M count=1 | sleep 1000 &";
    const container = await openContainer(sandbox(), busy);
    await expect.poll(async () => (await container.usage()).memoryBytes, { timeout: 10_000 }).toBeGreaterThan(29e6);
    const usage = await container.usage();
    await container.end();
    expect(usage.processes).toBe(3);
    expect(usage.cpuSeconds).toBeGreaterThan(0.02);
    expect(usage.memoryBytes).toBeLessThan(80e6);
  });

  it.runIf(user.hasIds)("runs without limits as long as it likes", async () => {
    const container = await openContainer(sandbox(), ":", { limits: {} });
    expect((await container.run("echo here")).stdout).toBe("here\n");
    expect(await container.end()).toEqual({ kind: "exit", code: 0 });
  });
}
