import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { sandboxHelperPath } from "./sandboxHelper.ts";
import { encodeSandboxSpec } from "./sandboxSpec.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";
import { hasCompiler, programMount } from "./testProgram.ts";

const SECRET = "the-servers-secret-5d1f";
const SOCKET = "strata-test-abstract";
/** Processes whose command line has this word. */
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

function escapes(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  let listener: Server;
  beforeAll(async () => {
    process.env.STRATA_TEST_SECRET = SECRET;
    sandbox = await openSandboxFixture(user);
    listener = createServer().listen(`\0${SOCKET}`);
  });
  afterAll(async () => {
    delete process.env.STRATA_TEST_SECRET;
    listener.close();
    await sandbox.close();
  });

  it.runIf(hasCompiler)("fail, one by one", async () => {
    const run = await sandbox.run(["/escapes", SOCKET], { mounts: [programMount(sandbox, "escapes")] });
    const lines = run.stdout.trim().split("\n");
    expect(run.result).toEqual({ kind: "exit", code: 0 });
    expect(lines.filter((line) => !line.includes(" refused"))).toEqual(["trace own child allowed"]);
    expect(lines.length).toBeGreaterThan(45);
  });

  it("fail for an ordinary user in it too", async () => {
    const run = await sandbox.run("unshare -U true || unshare -m true || mount -t tmpfs t /tmp || echo none", {
      uid: 1000,
      gid: 1000,
    });
    expect(run.stdout).toBe("none\n");
  });

  it("find nothing of the server's processes", async () => {
    const run = await sandbox.run("cat /proc/*/environ /proc/*/cmdline | tr '\\0' '\\n'; ls -d /proc/[0-9]* | wc -l");
    expect(run.stdout).not.toContain(SECRET);
    expect(run.stdout).not.toContain("node");
    expect(Number(run.stdout.trim().split("\n").at(-1))).toBeLessThan(5);
  });

  it("find nothing of the machine's files", async () => {
    const run = await sandbox.run(
      "ls /proc/1/root/ /proc/self/root/../../.. /proc/1/cwd/../../..; cat /proc/1/mountinfo",
    );
    expect(run.stdout).not.toContain(sandbox.dir);
  });

  it("gain nothing by a set-uid program", async () => {
    const changes = user.hasIds ? { uid: 1000, gid: 1000 } : {};
    const first = await sandbox.run("cp /bin/busybox /busybox-su && chmod 6755 /busybox-su");
    const run = await sandbox.run(["/busybox-su", "mount", "-t", "tmpfs", "t", "/tmp"], {
      lowerDirs: [first.upper, sandbox.busybox],
      ...changes,
    });
    expect(run.stderr).toMatch(/permission denied|be root/);
  });

  it("have no network", async () => {
    const run = await sandbox.run("nc -w 1 169.254.169.254 80; nc -w 1 127.0.0.1 22");
    expect(run.result).toEqual({ kind: "exit", code: 1 });
    expect(run.stderr).toContain("(169.254.169.254): Network is unreachable");
    expect(run.stderr).toContain("(127.0.0.1): Connection refused");
  });

  it("leave no daemon behind", async () => {
    const run = await sandbox.run(
      "(setsid sh -c 'trap \"\" HUP TERM; exec sleep 98761' </dev/null >/dev/null 2>&1 &) ; sleep 0.1",
    );
    expect(run.result).toEqual({ kind: "exit", code: 0 });
    expect(processesWith("98761")).toEqual([]);
  });

  it("do not survive the helper being killed", async () => {
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

  it("do not lead the clean-up out of the layer", async () => {
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
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`attempts to get out of the sandbox of ${user.name}`, () => escapes(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!hasCompiler) it.skip("NOT TESTED HERE: single system calls, because there is no C compiler");
