import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandSpec, openContainer, outcome } from "./containerFixture.ts";
import type { Executor } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { type Launch, sandboxHelperPath } from "./sandboxHelper.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";
import { hasCompiler, programMount } from "./testProgram.ts";

const TRIES = 25;

/** A copy of the helper that belongs to the sandbox's owner, as it does if that has installed Strata, and an executor with it. */
function ownHelper(user: SandboxUser, dir: string): { executor: Executor; fingerprint(): string } {
  const original = sandboxHelperPath() ?? "";
  const copy = join(dir, "helper");
  copyFileSync(original, copy);
  if (user.uid !== undefined) chownSync(copy, user.uid, user.gid ?? user.uid);
  chmodSync(copy, 0o755);
  const swap = (word: string) => (word === original ? copy : word);
  const launch: Launch = (program, args) => {
    const how = user.launch(program, args);
    return { command: swap(how.command), args: how.args.map(swap) };
  };
  const fingerprint = () => {
    const { mode, ctimeMs } = statSync(copy);
    return `${mode} ${ctimeMs} ${createHash("sha256").update(readFileSync(copy)).digest("hex")}`;
  };
  return { executor: createLinuxExecutor({ launch }), fingerprint };
}

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

  /** Starts a watcher in the container that reports what it could do to others, and execs that it can try it on. */
  async function watched(watcher: string, exec: string | readonly string[]): Promise<string> {
    const container = await openContainer(sandbox, `(${watcher}) >>/seen 2>/dev/null &`);
    for (let count = 0; count < TRIES; count++) await container.run(exec);
    const { stdout } = await container.run(["/bin/busybox", "cat", "/seen"]);
    await container.end();
    return stdout;
  }

  /** For each new process, at once and again and again. */
  const onEach = (act: string) => `while :; do for p in /proc/[0-9]*; do ${act}; done; done`;
  const notOwn = 'case "$(readlink $p/exe)" in /bin/busybox|"") ;; *)';

  it("the program that enters a container can't be opened through its /proc/PID/exe", async () => {
    expect(await watched(onEach(`${notOwn} readlink $p/exe; head -c 4 $p/exe ;; esac`), "true")).toBe("");
  });

  it("the descriptors that it brings along can't be opened", async () => {
    const act =
      'for f in $p/fd/*; do case "$(readlink $f)" in *ns:*|/memfd*|*specification*|socket*|anon*) echo $f $(readlink $f);; esac; done';
    expect(await watched(onEach(act), "true")).toBe("");
  });

  it("its folder and root can't be used to leave the container", async () => {
    const act = `${notOwn} ls $p/root/work $p/cwd/work; ls -d $p/root/proc $p/cwd/. ;; esac`;
    expect(await watched(onEach(act), "true")).toBe("");
  });

  it.runIf(hasCompiler)(
    "an exec of /proc/self/exe, and so of our helper, can't write to its file or change it",
    { timeout: 30_000 },
    async () => {
      const { executor, fingerprint } = ownHelper(user, sandbox.newDir("helper"));
      const before = fingerprint();
      const mounts = [programMount(sandbox, "overwrite")];
      const script = "printf '#!/proc/self/exe\\n' >/trap; chmod +x /trap";
      const container = await openContainer(sandbox.with(executor), script, { mounts });
      const attacker = container.run("/overwrite");
      // It waits for its specification, so that it can be attacked; and what a script names.
      const waiting = container.start(["/proc/self/exe", "exec"], { stdin: "pipe" });
      const victims = [outcome(waiting), container.run(["/trap"])];
      const { stdout } = await attacker;
      waiting.stdin?.end();
      await Promise.all(victims);
      await container.end();
      expect(stdout).toContain("found");
      expect(stdout).not.toContain("written");
      expect(fingerprint()).toBe(before);
    },
  );

  it.runIf(hasCompiler)(
    "a RUN of /proc/self/exe can't write to the helper's file or change it",
    { timeout: 30_000 },
    async () => {
      const { executor, fingerprint } = ownHelper(user, sandbox.newDir("helper"));
      const before = fingerprint();
      const mounts = [programMount(sandbox, "overwrite")];
      const run = sandbox.with(executor).start(["/proc/self/exe", "exec"], { mounts, stdin: "pipe", container: true });
      const attacker = await outcome(run.exec(commandSpec("/overwrite"), AbortSignal.timeout(20_000)));
      run.stdin?.end();
      await outcome(run);
      expect(attacker.stdout).toContain("found");
      expect(attacker.stdout).not.toContain("written");
      expect(fingerprint()).toBe(before);
    },
  );

  it.runIf(hasCompiler)(
    "the process that enters can't be traced, and its memory not read, before it is the command",
    async () => {
      const container = await openContainer(sandbox, "/tracer >/seen &", { mounts: [programMount(sandbox, "tracer")] });
      for (let count = 0; count < TRIES * 2; count++) await container.run("true");
      const { stdout } = await container.run("kill -TERM 2; sleep 0.2; cat /seen");
      await container.end();
      // The tracer is quick enough to find some; those it could open were already the command.
      expect(stdout).toMatch(/^seen \d+\n/);
      expect(stdout).not.toContain("opened");
    },
  );

  it("a container whose shell is a trap gains nothing", async () => {
    const container = await openContainer(sandbox, "rm /bin/sh; ln -s /proc/self/exe /bin/sh");
    const outcomes = [
      await container.run("id"),
      await container.run(["/bin/busybox", "ls", "/proc/self/fd"]),
      await container.run(["/bin/busybox", "grep", "CapEff", "/proc/self/status"]),
    ];
    await container.end();
    expect(outcomes.map(({ stdout }) => stdout)).toEqual(["", "0\n1\n2\n3\n", "CapEff:\t00000000a80425fb\n"]);
  });

  it("a folder for the command that is one of the helper's descriptors leads nowhere outside", async () => {
    const container = await openContainer(sandbox);
    for (let fd = 3; fd < 40; fd++) {
      const { result, stdout } = await container.run("pwd -P; ls ../../../..", { cwd: `/proc/self/fd/${fd}` });
      expect(result.kind, `descriptor ${fd}: ${stdout}`).toBe("not-started");
    }
    await container.end();
  });

  it("a folder that is a link to the machine's is the container's own", async () => {
    const outside = sandbox.newDir("outside");
    writeFileSync(join(outside, "secret"), "");
    const container = await openContainer(
      sandbox,
      `ln -s ../../../../../..${outside} /link; ln -s /proc/1/root/.. /up`,
    );
    const [link, up] = [await container.run("ls", { cwd: "/link" }), await container.run("ls -d bin", { cwd: "/up" })];
    await container.end();
    expect(link.result.kind).toBe("not-started");
    expect(up.stdout).toBe("bin\n");
  });

  it("the working folder of an exec can't be one that was moved out of the root", async () => {
    const container = await openContainer(
      sandbox,
      "mkdir -p /a/b/c; (cd /a/b/c; while :; do mv /a/b /b; mv /b /a/b; done) &",
    );
    for (let count = 0; count < TRIES; count++) {
      const { result, stdout } = await container.run("pwd -P; ls ..", { cwd: "/a/b/c" });
      if (result.kind === "exit") expect(stdout).toMatch(/^(\/a)?\/b\/c\nc\n$/);
    }
    await container.end();
  });

  it.each([
    ["a pipe", "mkfifo /etc/passwd"],
    ["an endless device", "ln -s /dev/zero /etc/passwd"],
    ["a link to the machine's", "ln -s ../../../../../../etc/passwd /etc/passwd"],
    ["a terminal", "ln -s /dev/tty /etc/passwd"],
    ["a gigabyte", "dd if=/dev/zero of=/etc/passwd bs=1 count=1 seek=1000000000"],
  ])("%s in place of /etc/passwd does not stop a command, or tell it another home", async (_, make) => {
    const container = await openContainer(sandbox, `rm /etc/passwd; ${make}`);
    const { stdout } = await container.run('echo "$HOME"');
    await container.end();
    expect(stdout).toBe("/\n");
  });

  it("a container can't cover /proc, /dev, or its root with traps", async () => {
    const script = `mount -t tmpfs t /proc || mount --bind /bin /proc || mount -o remount,rw / || umount /proc ||
      rmdir /proc || rmdir /dev/pts || rm /dev/pts/ptmx || echo none`;
    const container = await openContainer(sandbox, `(${script}) >/result`);
    const outcomes = [await container.run("cat /result"), await container.run(script)];
    await container.end();
    expect(outcomes.map(({ stdout }) => stdout)).toEqual(["none\n", "none\n"]);
  });

  it("a terminal comes from the container's own devpts, whatever it makes of /dev", async () => {
    const container = await openContainer(sandbox, "rm /dev/ptmx; mkfifo /dev/ptmx; rm /dev/null; mkfifo /dev/null");
    const beside = container.start("tty; cat </dev/stdin", { terminal: { columns: 80, rows: 24 }, stdin: "pipe" });
    let shown = "";
    beside.output.stdout.on("data", (bytes: Buffer) => {
      shown += bytes;
      if (shown.includes("/dev/pts/0")) beside.stdin?.write("\u0004");
    });
    beside.output.stderr.resume();
    expect(await beside.wait()).toEqual({ kind: "exit", code: 0 });
    const silent = await container.run("cat; echo end");
    await container.end();
    expect(silent.stdout).toBe("end\n");
  });

  it("an exec can't make namespaces, mount, or join those of the helper", async () => {
    const container = await openContainer(sandbox);
    const script = `unshare -U true || unshare -m true || mount -t tmpfs t /tmp || nsenter -t 1 -m true ||
      chroot /proc/1/root/../.. ls /work || echo none`;
    const outcomes = [await container.run(script), await container.run(script, { uid: 1000, gid: 1000 })];
    await container.end();
    expect(outcomes.map(({ stdout }) => stdout)).toEqual(["none\n", "none\n"]);
  });

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

  it("the processes that keep an exec are not visible inside", async () => {
    const container = await openContainer(sandbox);
    const { stdout } = await container.run("ls -d /proc/[0-9]* | wc -l; cat /proc/*/cmdline | tr '\\0' ' '");
    await container.end();
    expect(Number(stdout.split("\n")[0])).toBeLessThanOrEqual(5);
    expect(stdout).not.toMatch(/strata-sandbox|node/);
  });

  it("an exec sees no environment of the server or the helper", async () => {
    process.env.STRATA_TEST_SECRET = "the-execs-secret-77";
    const container = await openContainer(sandbox);
    const { stdout } = await container.run("cat /proc/*/environ | tr '\\0' '\\n'; env");
    await container.end();
    delete process.env.STRATA_TEST_SECRET;
    expect(stdout).not.toContain("the-execs-secret-77");
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

  it("a read-only root stays so for an exec", async () => {
    const container = await openContainer(sandbox, ":", { readOnlyRoot: true });
    const { stdout } = await container.run("mount -o remount,rw /; touch /x || echo refused");
    await container.end();
    expect(stdout).toBe("refused\n");
  });

  it("a link in the image does not lead a read-only container's working folder out of it", async () => {
    const [image, outside] = [sandbox.newDir("image"), sandbox.newDir("outside")];
    mkdirSync(join(image, "w"));
    sandbox.own(join(image, "w"));
    symlinkSync(`../../../../../../..${outside}`, join(image, "w/link"));
    const run = await sandbox.run("pwd -P", {
      ...{ container: true, readOnlyRoot: true, cwd: "/w/link/made" },
      lowerDirs: [image, sandbox.busybox],
    });
    expect(run.stdout).toBe(`${outside}/made\n`);
    expect(execFileSync("ls", [outside]).toString()).toBe("");
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`attacks on exec, as ${user.name}`, () => attack(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!hasCompiler) it.skip("NOT TESTED HERE: attacks that need a compiler");
