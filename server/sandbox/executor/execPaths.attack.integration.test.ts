import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openContainer } from "./containerFixture.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";

const TRIES = 25;

function attack(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    sandbox = await openSandboxFixture(user);
  });
  afterAll(() => sandbox.close());

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
for (const user of users) describe(`attacks by what a container's files are, as ${user.name}`, () => attack(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
