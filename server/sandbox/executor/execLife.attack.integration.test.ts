import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openContainer } from "./containerFixture.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { sandboxGroups } from "./sandboxGroups.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";

function processesWith(word: string): string[] {
  const lines = execFileSync("ps", ["-eo", "args"]).toString().split("\n");
  return lines.filter((line) => line.includes(word) && !line.startsWith("ps "));
}

function attack(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    sandbox = await openSandboxFixture(user);
  });
  afterAll(() => sandbox.close());

  it("an ordinary user can't use an exec of root's to become root", async () => {
    const container = await openContainer(sandbox, ":", { uid: 1000, gid: 1000 });
    const root = container.start("echo up; exec sleep 1000");
    root.output.stderr.resume();
    await new Promise((resolve) => root.output.stdout.once("data", resolve));
    const script = `for p in /proc/[0-9]*; do
      [ $p = /proc/$$ ] || { cat $p/environ $p/mem; ls $p/root; readlink $p/fd/*; kill -9 $(basename $p); }
    done; grep Uid /proc/self/status`;
    const { stdout } = await container.run(script, { uid: 1234, gid: 1234 });
    const alive = (await container.processes()).map(({ command }) => command);
    await container.end();
    await root.wait();
    expect(stdout).toBe("Uid:\t1234\t1234\t1234\t1234\n");
    // With one id, all users of a container are one to the kernel, and may send each other signals.
    if (user.hasIds) expect(alive).toContain("sleep 1000");
  });

  it("a container with no process left that it may start still takes an exec, or ends by its limit", {
    retry: 2,
  }, async () => {
    const limits = { memoryBytes: 200e6, processes: 50, seconds: 60 };
    const container = await openContainer(sandbox, "bomb() { bomb | bomb & }; bomb", { limits });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => container.run("echo in")));
    expect(await container.wait()).toEqual({ kind: "limit", limit: "processes" });
    for (const { result } of outcomes) expect(["exit", "not-started"]).toContain(result.kind);
    await expect.poll(() => processesWith("bomb | bomb")).toEqual([]);
  });

  it("a fork bomb that was started by an exec ends the container, and nothing is left", { retry: 2 }, async () => {
    const limits = { memoryBytes: 200e6, processes: 50, seconds: 60 };
    const container = await openContainer(sandbox, ":", { limits });
    const bomb = container.run("bomb2() { bomb2 | bomb2 & }; bomb2; sleep 100");
    expect(await container.wait()).toEqual({ kind: "limit", limit: "processes" });
    await bomb;
    await expect.poll(() => processesWith("bomb2 | bomb2")).toEqual([]);
  });

  it("a process that an exec left in the background does not outlive the container", async () => {
    const container = await openContainer(sandbox);
    await container.run(
      "(setsid sh -c 'trap \"\" HUP TERM; exec sleep 98771' </dev/null >/dev/null 2>&1 &) ; sleep 0.1",
    );
    await expect.poll(() => processesWith("sleep 98771").length).toBe(1);
    await container.end();
    expect(processesWith("sleep 98771")).toEqual([]);
  });

  it("neither an exec nor what it started outlives a killed helper", async () => {
    const container = await openContainer(sandbox);
    const beside = container.start("trap '' HUP TERM; (setsid sleep 98772 &); echo up; exec sleep 98772");
    beside.output.stderr.resume();
    await new Promise((resolve) => beside.output.stdout.once("data", resolve));
    await container.killHelper();
    expect(await beside.wait()).toEqual({ kind: "exit", code: 137, signal: "SIGKILL" });
    await expect.poll(() => processesWith("sleep 98772")).toEqual([]);
  });

  it("nothing is left after ten helpers were killed while execs began and ended", { timeout: 60_000 }, async () => {
    for (let round = 0; round < 10; round++) {
      const container = await openContainer(sandbox, "sleep 98776 &");
      const helpers = container.helpers();
      const execs = Array.from({ length: 4 }, (_, index) =>
        container.run(index % 2 === 0 ? "sleep 98776" : "true", {
          ...(index === 2 && { terminal: { columns: 80, rows: 24 } }),
        }),
      );
      if (round % 3 === 0) void container.pause();
      await Promise.race([execs[1], new Promise((resolve) => setTimeout(resolve, round * 4))]);
      await container.killHelper();
      for (const { result } of await Promise.all(execs)) expect(["exit", "not-started"]).toContain(result.kind);
      expect(helpers.flatMap((helper) => sandboxGroups(`${helper}-`))).toEqual([]);
    }
    await expect.poll(() => processesWith("sleep 98776")).toEqual([]);
  });

  it("an exec after the container's process 1 has died is refused", async () => {
    const container = await openContainer(sandbox, "sleep 98773 &");
    const refused = Array.from({ length: 5 }, () => container.run("sleep 98773"));
    container.signal("SIGKILL");
    await container.wait();
    for (const { result } of await Promise.all(refused)) {
      expect([126, 137]).toContain(result.kind === "exit" || result.kind === "not-started" ? result.code : 0);
    }
    expect((await container.run("true")).result).toMatchObject({ kind: "not-started", code: 126 });
    expect(processesWith("sleep 98773")).toEqual([]);
  });

  it("a process that stops every new one does not stop the container from being ended", async () => {
    const container = await openContainer(
      sandbox,
      "(while :; do for p in /proc/[0-9]*; do kill -STOP $(basename $p) 2>/dev/null; done; done) &",
    );
    const controller = new AbortController();
    const beside = container.start("sleep 98774", {}, controller.signal);
    for (const stream of [beside.output.stdout, beside.output.stderr]) stream.resume();
    controller.abort();
    expect(await beside.wait()).toEqual({ kind: "canceled" });
    container.signal("SIGKILL");
    expect(await container.wait()).toMatchObject({ kind: "exit", code: 137 });
    expect(processesWith("sleep 98774")).toEqual([]);
  });

  it("a container can't reach another's exec, terminal, or processes", async () => {
    const [one, other] = [await openContainer(sandbox), await openContainer(sandbox)];
    const beside = one.start("echo up; exec sleep 98775", { terminal: { columns: 80, rows: 24 } });
    beside.output.stderr.resume();
    await new Promise((resolve) => beside.output.stdout.once("data", resolve));
    const { stdout } = await other.run(
      "ls /dev/pts; cat /proc/*/cmdline | tr '\\0' ' '; for n in mnt pid ipc net; do readlink /proc/self/ns/$n; done",
    );
    const own = await one.run("for n in mnt pid ipc net; do readlink /proc/self/ns/$n; done");
    await Promise.all([one.end(), other.end()]);
    await beside.wait();
    expect(stdout).toMatch(/^ptmx\n/);
    expect(stdout).not.toContain("98775");
    for (const name of own.stdout.trim().split("\n")) expect(stdout).not.toContain(name);
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`attacks on how execs live and end, as ${user.name}`, () => attack(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
