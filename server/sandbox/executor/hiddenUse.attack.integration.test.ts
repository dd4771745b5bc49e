import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunMount } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";
import { hasCompiler, programMount } from "./testProgram.ts";

const LIMITS = { memoryBytes: 200e6, processes: 100, diskBytes: 200e6, outputBytes: 1e6, cpuSeconds: 100, seconds: 60 };

/** Bytes that another process writes to the same disk. */
function write(path: string, megabytes: number): void {
  const file = openSync(path, "w");
  for (let done = 0; done < megabytes; done += 10) writeSync(file, Buffer.alloc(10e6, 1));
  closeSync(file);
}

/** Passes limits in ways not visible from outside, without control groups, so that everything is watched. */
function hiddenUse(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  let mounts: RunMount[];
  beforeAll(async () => {
    sandbox = await openSandboxFixture(user, createLinuxExecutor({ launch: user.launch, useCgroups: false }));
    mounts = [programMount(sandbox, "hiding")];
  });
  afterAll(() => sandbox.close());
  const hide = (how: string, amount: number, limits = {}) =>
    sandbox.run(["/hiding", how, String(amount)], { mounts, limits: { ...LIMITS, ...limits } });

  it.each([
    ["mapped", "files without a name that are only mapped"],
    ["queued", "files without a name whose descriptors wait in a socket"],
    ["thread", "files without a name that a thread beside an ended one has open"],
  ])("disk: %s: %s count", async (how) => {
    expect((await hide(how, 480)).result).toEqual({ kind: "limit", limit: "disk" });
  });

  it.each([
    ["memfd", "memfds that are open"],
    ["memfd-mapped", "memfds that are only mapped"],
    ["memfd-queued", "memfds whose descriptors wait in a socket"],
    ["segment", "segments that nobody has attached"],
  ])("memory: %s: %s count", async (how) => {
    expect((await hide(how, 480)).result).toEqual({ kind: "limit", limit: "memory" });
  });

  it("memory: files of all tmpfs count together", async () => {
    const tmpfs = ["/a", "/b", "/c"].map((target) => ({ type: "tmpfs" as const, target }));
    const fill = tmpfs.map(({ target }) => `head -c 80000000 /dev/zero >${target}/f`).join("; ");
    const run = await sandbox.run(`${fill}; sleep 20`, { mounts: tmpfs, limits: LIMITS });
    expect(run.result).toEqual({ kind: "limit", limit: "memory" });
  });

  it("memory: a memfd that is mapped and open counts once", async () => {
    expect((await hide("memfd-twice", 140, { seconds: 3 })).result).toEqual({ kind: "limit", limit: "time" });
  });

  it.each(["lost", "lost-short"])("cpu: %s: children without a wait count", async (how) => {
    expect((await hide(how, 60, { cpuSeconds: 2 })).result).toEqual({ kind: "limit", limit: "cpu" });
  });

  it("cpu: children that are waited for count once", async () => {
    const busy = "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done";
    const script = `n=0; while [ $n -lt 100 ]; do sh -c '${busy}'; n=$((n+1)); done`;
    let cpuSeconds = 0;
    const run = await sandbox.run(`${script}; cat /proc/1/stat`, {
      limits: LIMITS,
      onUse: (use) => {
        cpuSeconds = use.cpuSeconds ?? cpuSeconds;
      },
    });
    const used =
      run.stdout
        .split(" ")
        .slice(13, 17)
        .reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
    expect(cpuSeconds).toBeLessThan(used * 1.3 + 0.2);
  });

  it("another process's writes end no run while a deleted program of the image is mapped", async () => {
    const other = join(sandbox.dir, "of-a-neighbor");
    const running = sandbox.run("rm /bin/busybox; i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done; echo done", {
      limits: LIMITS,
    });
    write(other, 400);
    const run = await running;
    rmSync(other);
    expect(run.result).toEqual({ kind: "exit", code: 0 });
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe.runIf(hasCompiler)(`hidden use, as ${user.name}`, () => hiddenUse(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!hasCompiler) it.skip("NOT TESTED HERE: hidden use of disk, memory and processors, because there is no C compiler");
