import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunSpec } from "./executor.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { sandboxHelperPath } from "./sandboxHelper.ts";
import { encodeSandboxSpec } from "./sandboxSpec.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";

const SECRET = "the-servers-secret-5d1f";

/** Processes with this word in their command line. */
function processesWith(word: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
    } catch {
      return false;
    }
  });
}

/** A RUN, or the command of a container. */
function attack(user: SandboxUser, way: Pick<RunSpec, "container">): void {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    process.env.STRATA_TEST_SECRET = SECRET;
    const opened = await openSandboxFixture(user);
    sandbox = { ...opened, run: (script, changes) => opened.run(script, { ...changes, ...way }) };
  });
  afterAll(async () => {
    delete process.env.STRATA_TEST_SECRET;
    await sandbox.close();
  });
  const output = async (script: string) => (await sandbox.run(script)).stdout;

  it("an ordinary user inside can neither make namespaces nor mount", async () => {
    const script = "unshare -U true || unshare -m true || mount -t tmpfs t /tmp || echo none";
    expect((await sandbox.run(script, { uid: 1000, gid: 1000 })).stdout).toBe("none\n");
  });

  it("the server's environment, with its secrets, is not visible", async () => {
    expect(await output("cat /proc/*/environ | tr '\\0' '\\n'; env")).not.toContain(SECRET);
  });

  it("the server's processes and their command lines are not visible", async () => {
    const lines = (await output("cat /proc/*/cmdline | tr '\\0' '\\n'; ls -d /proc/[0-9]* | wc -l")).trim().split("\n");
    expect(lines.join(" ")).not.toContain("node");
    expect(Number(lines.at(-1))).toBeLessThan(5);
  });

  it("the machine's files can't be reached through the root or the folder of process 1", async () => {
    const listed = await output("ls /proc/1/root/ /proc/self/root/../../.. /proc/1/cwd/../../..");
    expect(listed).not.toContain(sandbox.dir.split("/").at(-1));
    expect(listed).toContain("bin");
  });

  it("the table of mounts names no folder of the machine", async () => {
    expect(await output("cat /proc/1/mountinfo /proc/mounts")).not.toContain(sandbox.dir);
  });

  it("a set-uid program of a layer can't mount", async () => {
    const changes = user.hasIds ? { uid: 1000, gid: 1000 } : {};
    const first = await sandbox.run("cp /bin/busybox /busybox-su && chmod 6755 /busybox-su");
    const run = await sandbox.run(["/busybox-su", "mount", "-t", "tmpfs", "t", "/tmp"], {
      lowerDirs: [first.upper, sandbox.busybox],
      ...changes,
    });
    expect(run.stderr).toMatch(/permission denied|be root/);
  });

  it("the cloud's metadata service can't be reached from a sandbox without network", async () => {
    const run = await sandbox.run("nc -w 1 169.254.169.254 80");
    expect(run.stderr).toContain("(169.254.169.254): Network is unreachable");
  });

  it("a port of the machine's loopback can't be reached from a sandbox without network", async () => {
    const run = await sandbox.run("nc -w 1 127.0.0.1 22");
    expect(run.stderr).toContain("(127.0.0.1): Connection refused");
  });

  it("a Unix socket of the machine has no path inside", async () => {
    const found = await output(
      "ls /var/run/docker.sock /run/docker.sock /run/systemd /run/dbus 2>/dev/null; echo none",
    );
    expect(found).toBe("none\n");
  });

  it("a daemon that ignores signals does not outlive its run", async () => {
    const daemon = "(setsid sh -c 'trap \"\" HUP TERM; exec sleep 98761' </dev/null >/dev/null 2>&1 &) ; sleep 0.1";
    expect((await sandbox.run(daemon)).result).toEqual({ kind: "exit", code: 0 });
    expect(processesWith("98761")).toEqual([]);
  });

  it("a process that left its session does not outlive a killed helper", async () => {
    const helper = sandboxHelperPath() ?? "";
    const how = user.launch(helper, ["run"]);
    const child = spawn(how.command, how.args, { stdio: ["pipe", "pipe", "pipe", "pipe"], env: {} });
    const spec = {
      lowerDirs: [sandbox.busybox],
      upperDir: sandbox.newDir(),
      workDir: sandbox.newDir(),
      argv: ["/bin/sh", "-c", "echo up; (setsid sleep 98762 &); exec sleep 98762"],
      env: ["PATH=/bin"],
      cwd: "/",
      uid: 0,
      gid: 0,
      groups: [],
      hostname: "h",
      network: "none" as const,
      mounts: [],
      limits: {},
    };
    child.stdin?.end(encodeSandboxSpec(spec, { hostResolvConf: "", useCgroups: true }));
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    await expect.poll(() => processesWith("98762").length).toBeGreaterThanOrEqual(2);
    child.kill("SIGKILL");
    await expect.poll(() => processesWith("98762"), { timeout: 3000 }).toEqual([]);
  });

  it("a link in place of a mount's folder does not lead the cleanup out of the layer", async () => {
    const outside = sandbox.newDir("outside");
    const victim = join(outside, "dir/file");
    mkdirSync(join(outside, "dir"));
    writeFileSync(victim, "");
    const run = await sandbox.run(`mv /fresh /old && ln -s ../../../../../../..${outside} /fresh`, {
      mounts: [{ type: "file", content: Buffer.from("x"), target: "/fresh/dir/file", mode: 0o644, uid: 0, gid: 0 }],
    });
    expect(run.result).toEqual({ kind: "exit", code: 0 });
    expect(existsSync(victim)).toBe(true);
  });

  it("a link in the layer below does not lead a mount out of the root", async () => {
    const outside = sandbox.newDir("outside");
    const first = await sandbox.run(`ln -s ${outside} /absolute; ln -s ../../../../../..${outside} /climbing`);
    for (const target of ["/absolute/f", "/climbing/f"]) {
      await sandbox.run("true", {
        lowerDirs: [first.upper, sandbox.busybox],
        mounts: [{ type: "file", content: Buffer.from("x"), target, mode: 0o644, uid: 0, gid: 0 }],
      });
    }
    expect(readdirSync(outside)).toEqual([]);
  });

  it("a working folder in /proc/self/fd leads to nothing outside", async () => {
    for (const fd of [3, 4, 5, 6, 7, 8, 9, 10]) {
      const run = await sandbox.run("pwd -P; ls -a ../../../..", { cwd: `/proc/self/fd/${fd}` });
      expect(run.result.kind, `descriptor ${fd}`).toBe("not-started");
    }
  });

  it("what a command writes to a secret's file does not change the original", async () => {
    const source = join(sandbox.newDir("source"), "file");
    writeFileSync(source, "before", { mode: 0o666 });
    const mounts = [{ type: "bind" as const, source, target: "/bound", readOnly: true }];
    await sandbox.run("echo after > /bound; rm -f /bound; mv /bound /x", { mounts });
    expect(readFileSync(source, "utf8")).toBe("before");
  });

  it("an escape sequence in a command's output reaches the log as bytes, and nothing else", async () => {
    const run = await sandbox.run("printf '\\033]0;title\\007\\033[2J<script>'");
    expect(run.stdout).toBe("\u001b]0;title\u0007\u001b[2J<script>");
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) {
  describe(`attacks from a RUN, as ${user.name}`, () => attack(user, {}));
  describe(`attacks from a container, as ${user.name}`, () => attack(user, { container: true }));
}
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
