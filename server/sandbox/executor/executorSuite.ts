import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nameToBytes } from "#server/oci/tar/fileName.ts";
import { containerSuite } from "./containerSuite.ts";
import { execSuite } from "./execSuite.ts";
import { execTerminalSuite } from "./execTerminalSuite.ts";
import type { RunResult } from "./executor.ts";
import { limitSuite } from "./limitSuite.ts";
import { manageSuite } from "./manageSuite.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";
import { startedSuite } from "./startedSuite.ts";
import { terminalSuite } from "./terminalSuite.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };

/** What any executor does, as BuildKit's does. Runs for one user. */
export function executorSuite(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    sandbox = await openSandboxFixture(user);
  });
  afterAll(() => sandbox.close());
  const owned = (path: string) => sandbox.newDir(path);

  it("reports that it works", async () => {
    expect(await sandbox.executor.probe()).toMatchObject({ ok: true });
  });

  describe("the command", () => {
    it("runs as process 1 and reports output and exit code", async () => {
      const run = await sandbox.run("echo out; echo err >&2; echo $$; exit 7");
      expect(run).toMatchObject({ result: { kind: "exit", code: 7 }, stdout: "out\n1\n", stderr: "err\n" });
    });

    it("reports the signal that ended it", async () => {
      // Process 1 ignores signals it has no handler for, except those that the kernel forces.
      const run = await sandbox.run("sh -c 'kill -TERM $$'; exit $?");
      expect(run.result).toEqual({ kind: "exit", code: 143 });
    });

    it.each([
      [["foo"], 1, 'exec: "foo": executable file not found in $PATH'],
      [["/bin/foo"], 1, 'exec: "/bin/foo": stat /bin/foo: no such file or directory'],
      [["/etc/passwd"], 1, 'exec: "/etc/passwd": permission denied'],
      [["/bin"], 1, 'exec: "/bin": is a directory'],
    ])("%j is refused in runc's words", async (argv, code, message) => {
      expect((await sandbox.run(argv)).result).toEqual({ kind: "not-started", code, message });
    });

    it("gets exactly the environment, and HOME from the image's passwd", async () => {
      const run = await sandbox.run(["/bin/busybox", "env"], { env: ["A=b c", "E="] });
      expect(run.stdout).toBe("A=b c\nE=\nHOME=/root\n");
    });

    it("gets its arguments, even empty ones", async () => {
      const run = await sandbox.run(["/bin/busybox", "printf", "[%s]", "a b", "", "ü"]);
      expect(run.stdout).toBe("[a b][][ü]");
    });

    it("starts in its working directory, which is created if missing", async () => {
      const run = await sandbox.run("pwd", { cwd: "/srv/deep/er" });
      expect(run.stdout).toBe("/srv/deep/er\n");
      expect((await run.layer()).map(({ path }) => path)).toContain("srv/deep/er");
    });

    it("has BuildKit's host name, hosts file, and umask, and an empty stdin", async () => {
      const run = await sandbox.run("hostname; umask; cat; cat /etc/hosts");
      expect(run.stdout).toBe(
        "buildkitsandbox\n0022\n127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n",
      );
    });

    it("has Docker's capabilities and no descriptors of ours", async () => {
      const run = await sandbox.run("grep -E 'CapEff|CapBnd|Seccomp:' /proc/self/status; exec ls /proc/self/fd");
      // The last one is the listing's own.
      const expected = "CapEff: 00000000a80425fb CapBnd: 00000000a80425fb Seccomp: 2 0 1 2 3 ";
      expect(run.stdout.replaceAll(/\s+/g, " ")).toBe(expected);
    });

    it("can reopen its output", async () => {
      const changes = user.hasIds ? { uid: 1000, gid: 1000 } : {};
      const run = await sandbox.run("echo one >/dev/stdout; echo two >/dev/stderr", changes);
      expect(run).toMatchObject({ result: succeeded, stdout: "one\n", stderr: "two\n" });
    });

    it("delivers all of a large output", async () => {
      const run = await sandbox.run("head -c 20000000 /dev/zero | tr '\\0' x");
      expect(run.stdout.length).toBe(20_000_000);
    });

    it("kills the processes it started when it ends", async () => {
      const run = await sandbox.run("sleep 600 & sleep 600 & echo started");
      expect(run).toMatchObject({ result: succeeded, stdout: "started\n" });
    });

    it.runIf(user.hasIds)("runs as its user, in its groups, without capabilities", async () => {
      const run = await sandbox.run("id -u; id -G; grep CapEff /proc/self/status; touch /x", {
        uid: 1000,
        gid: 1001,
        groups: [20, 44],
      });
      expect(run.stdout).toBe("1000\n1001 20 44\nCapEff:\t0000000000000000\n");
      expect(run.stderr).toContain("Permission denied");
    });

    it.runIf(!user.hasIds)("has at least the number of its user, and no capabilities", async () => {
      const run = await sandbox.run("id -u; id -g; grep CapEff /proc/self/status; touch /x; ls -n /x | cut -c1-50", {
        uid: 1000,
        gid: 1001,
        groups: [20],
      });
      expect(run.stdout).toMatch(/^1000\n1001\nCapEff:\t0000000000000000\n-rw-r--r-- +1 1000 +1001/);
    });
  });

  describe("the layer", () => {
    it("has what the command changed, and nothing of the mounts", async () => {
      const run = await sandbox.run(
        "mkdir /a && echo x >/a/b && chmod 4755 /a/b && ln /a/b /a/c && ln -s /nowhere /a/l && mkfifo /a/p && rm /bin/wget",
      );
      const layer = await run.layer();
      const found = (path: string) => layer.find((entry) => entry.path === path);
      expect(found("a/b")).toMatchObject({ type: "file", mode: 0o4755, size: 2, uid: 0 });
      expect(found("a/c")).toMatchObject({ type: "hardlink", linkTarget: "a/b" });
      expect(found("a/l")).toMatchObject({ type: "symlink", linkTarget: "/nowhere" });
      expect(found("a/p")).toMatchObject({ type: "fifo" });
      expect(found("bin/wget")).toMatchObject({ whiteout: "file" });
      expect(layer.map(({ path }) => path).filter((path) => /hosts|resolv|stage/.test(path))).toEqual([]);
    });

    it("keeps names that are not UTF-8, byte by byte", async () => {
      const run = await sandbox.run(
        `cd / && printf x > "$(printf 'a\\377b')" && ln -s "$(printf '\\200')" "$(printf '\\303')"`,
      );
      const made = (await run.layer()).filter(({ path }) => path !== "etc");
      const bytes = made.flatMap(({ path, linkTarget = "" }) => [path, linkTarget].map(nameToBytes));
      expect(bytes.map((name) => name.toString("latin1"))).toEqual(["a\xffb", "", "\xc3", "\x80"]);
    });

    it("marks a folder that was made again", async () => {
      const run = await sandbox.run("rm -rf /usr /etc/passwd && mkdir /usr && touch /usr/mine");
      expect((await run.layer()).find(({ path }) => path === "usr")).toMatchObject({ type: "dir", opaque: true });
    });

    it("is what the next command sees", async () => {
      const first = await sandbox.run("echo one >/kept; rm -rf /usr; mkdir /usr");
      const second = await sandbox.run("cat /kept; ls /usr | wc -l", { lowerDirs: [first.upper, sandbox.busybox] });
      expect(second.stdout).toBe("one\n0\n");
    });

    it("keeps owners", async () => {
      const run = await sandbox.run("touch /f && chown 1000:50 /f; echo $?");
      expect(run.stdout).toBe("0\n");
      if (user.hasIds) expect((await run.layer()).at(-1)).toMatchObject({ path: "f", uid: 1000, gid: 50 });
    });

    it("can be based on 200 others", async () => {
      const lowerDirs = Array.from({ length: 200 }, () => owned("lower"));
      const run = await sandbox.run("ls / | wc -l", { lowerDirs: [...lowerDirs, sandbox.busybox] });
      expect(run.result).toEqual(succeeded);
    });

    it("can be the first", async () => {
      const run = await sandbox.run(["/x"], { lowerDirs: [] });
      expect(run.result.kind).toBe("not-started");
      // runc makes these in an image that lacks them, so they are in Docker's layer too.
      expect((await run.layer()).map(({ path }) => path)).toEqual(["dev", "proc", "sys"]);
    });
  });

  describe("mounts", () => {
    it("exist for the command and leave no trace", async () => {
      const source = owned("source");
      writeFileSync(join(source, "f"), "bound\n");
      const run = await sandbox.run(
        "cat /m/n/f; echo no >/m/n/g; cat /run/secrets/s; echo t >/t/x; ls -l /run/secrets/s",
        {
          mounts: [
            { type: "bind", source, target: "/m/n", readOnly: true },
            { type: "tmpfs", target: "/t", sizeBytes: 1e6 },
            { type: "file", content: Buffer.from("secret\n"), target: "/run/secrets/s", mode: 0o400, uid: 0, gid: 0 },
          ],
        },
      );
      expect(run.stdout).toContain("bound\nsecret\n-r--------");
      expect(run.stderr).toContain("Read-only file system");
      expect((await run.layer()).map(({ path }) => path).filter((path) => /^(m|t|run)/.test(path))).toEqual([]);
    });

    it("are writable if they are not read-only", async () => {
      const source = owned("cache");
      const run = await sandbox.run("echo kept >/cache/f", {
        mounts: [{ type: "bind", source, target: "/cache", readOnly: false }],
      });
      expect(run.result).toEqual(succeeded);
      expect(readdirSync(source)).toEqual(["f"]);
    });

    it("show a merged view of layers", async () => {
      const [low, high] = [owned("low"), owned("high")];
      mkdirSync(join(low, "d"));
      writeFileSync(join(low, "d/a"), "a");
      writeFileSync(join(low, "d/b"), "low");
      mkdirSync(join(high, "d"));
      writeFileSync(join(high, "d/b"), "high");
      const run = await sandbox.run("cd /v; cat a b", {
        mounts: [{ type: "overlay", lowerDirs: [high, low], source: "d", target: "/v" }],
      });
      expect(run.stdout).toBe("ahigh");
    });

    it("follow a symlink in the image, inside the image", async () => {
      const image = owned("image");
      mkdirSync(join(image, "etc"));
      sandbox.own(join(image, "etc"));
      symlinkSync("../../../../target/file", join(image, "etc/hosts"));
      const run = await sandbox.run("wc -l </target/file; readlink /etc/hosts", {
        lowerDirs: [image, sandbox.busybox],
      });
      expect(run.stdout).toBe("2\n../../../../target/file\n");
    });
  });

  describe("limits", () => limitSuite(() => sandbox));

  describe("a running command", () => startedSuite(user, () => sandbox));

  describe("a terminal", () => terminalSuite(user, () => sandbox));

  describe("a container", () => {
    containerSuite(user, () => sandbox);
    manageSuite(user, () => sandbox);
  });

  describe("another command in a container", () => execSuite(user, () => sandbox));

  describe("its terminal", () => execTerminalSuite(user, () => sandbox));

  describe("canceling", () => {
    it("kills everything at once", { retry: 2 }, async () => {
      const controller = new AbortController();
      const running = sandbox.run("sleep 600 & trap '' TERM; while :; do sleep 1; done", {}, controller.signal);
      setTimeout(() => controller.abort(), 200);
      const begin = Date.now();
      expect((await running).result).toEqual({ kind: "canceled" });
      expect(Date.now() - begin).toBeLessThan(2000);
    });

    it("before the start, nothing runs", async () => {
      expect((await sandbox.run("echo no", {}, AbortSignal.abort())).result).toEqual({ kind: "canceled" });
    });
  });

  it("runs ten at once", async () => {
    const runs = await Promise.all(Array.from({ length: 10 }, (_, index) => sandbox.run(`sleep 0.2; echo ${index}`)));
    expect(runs.map(({ stdout }) => stdout.trim())).toEqual(Array.from({ length: 10 }, (_, index) => String(index)));
  });
}
