import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openContainer } from "./containerFixture.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import type { Launch } from "./sandboxHelper.ts";

const MOUNT = "mount -t cgroup2 none /sys/fs/cgroup";

/** In a mount namespace with control groups version 2, whatever the machine has. */
const withVersion2: Launch = (command, args) => ({
  command: "unshare",
  args: ["--mount", "sh", "-c", `${MOUNT} && exec "$@"`, "sh", command, ...args],
});

/** Paths of control groups version 2 that have this in their name. */
function groupsNamed(part: string): string[] {
  const list = `${MOUNT} && find /sys/fs/cgroup -type d -name '*${part}*'`;
  const found = execFileSync("unshare", ["--mount", "sh", "-c", list], { env: { PATH: process.env.PATH } });
  return found
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}

function canMount(): boolean {
  try {
    groupsNamed("none");
    return true;
  } catch {
    return false;
  }
}

const possible = process.platform === "linux" && canMount();
if (!possible) it.skip("NOT TESTED HERE: control groups of version 2, which this user can't mount");

describe.runIf(possible)("control groups version 2", () => {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    sandbox = await openSandboxFixture({
      name: "root",
      launch: withVersion2,
      uid: undefined,
      gid: undefined,
      root: undefined,
      hasIds: true,
    });
  });
  afterAll(() => sandbox.close());

  // Controllers may belong to version 1 on this machine; CPU time is counted without one.
  const limits = { diskBytes: 40e6, outputBytes: 1e6, seconds: 20 };

  it("hold a build's runs, limit their CPU time together, and are removed when the build leaves", async () => {
    const group = `${process.pid}-two-${Date.now()}`;
    const cpuSeconds = 0.5;
    const first = await sandbox.run("true", { limits: { ...limits, cpuSeconds }, group });
    expect(first.result).toEqual({ kind: "exit", code: 0 });
    expect(groupsNamed(group)).toHaveLength(1);
    const second = await sandbox.run("while :; do :; done", { limits: { ...limits, cpuSeconds }, group });
    expect(second.result).toEqual({ kind: "limit", limit: "cpu" });
    // The group has counted all of it: nothing is left for the next run.
    const third = await sandbox.run("while :; do :; done", { limits: { ...limits, cpuSeconds, seconds: 10 }, group });
    expect(third.result).toEqual({ kind: "limit", limit: "cpu" });
    await sandbox.executor.leaveGroup(group);
    expect(groupsNamed(group)).toEqual([]);
  });

  it("pause a container, count for it, take its execs, and are removed when it is killed", async () => {
    const container = await openContainer(sandbox, "while :; do :; done &", { limits: { seconds: 30 } });
    const [helper = 0] = container.helpers();
    expect(groupsNamed(`strata-${helper}-`)).toHaveLength(1);
    const inside = await container.run("cat /proc/1/cgroup /proc/self/cgroup | sort -u | wc -l");
    const outside = await container.run("cat /proc/1/cgroup | wc -l");
    expect(inside.stdout).toBe(outside.stdout);
    expect(await container.pause()).toEqual({ ok: true });
    const { cpuSeconds } = await container.usage();
    expect(cpuSeconds).toBeGreaterThan(0);
    expect((await container.usage()).cpuSeconds).toBe(cpuSeconds);
    expect(await container.resume()).toEqual({ ok: true });
    await expect.poll(async () => (await container.usage()).cpuSeconds).toBeGreaterThan(cpuSeconds);
    await container.pause();
    container.signal("SIGKILL");
    expect(await container.wait()).toMatchObject({ kind: "exit", code: 137 });
    expect(groupsNamed(`strata-${helper}-`)).toEqual([]);
  });
});
