import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { guestAddress } from "#server/sandbox/network/addresses.ts";
import { openContainer } from "./containerFixture.ts";
import type { RunResult } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };

/** How any executor sets up a container: as Docker does. */
export function containerSuite(user: SandboxUser, sandbox: () => SandboxFixture): void {
  it.each([
    [["nope"], 127, 'exec: "nope": executable file not found in $PATH'],
    [["/etc/passwd"], 126, 'exec: "/etc/passwd": permission denied'],
    [["/bin"], 126, 'exec: "/bin": is a directory: permission denied'],
  ])("does not start %j, with Docker's code", async (argv, code, message) => {
    expect((await sandbox().run(argv, { container: true })).result).toEqual({ kind: "not-started", code, message });
  });

  it("may write its hosts, host name, and resolver files, which are not in its layer", async () => {
    const script = `for name in hosts hostname resolv.conf; do echo "# mine" >>/etc/$name && tail -n 1 /etc/$name; done
      head -n 1 /etc/hostname`;
    const run = await sandbox().run(script, { container: true, hostname: "box" });
    expect(run.stdout).toBe("# mine\n# mine\n# mine\nbox\n");
    expect((await run.layer()).map(({ path }) => path).filter((path) => /hosts|resolv/.test(path))).toEqual([]);
  });

  it("keeps the mount points that were made", async () => {
    const run = await sandbox().run("echo kept >/new/path/f; touch /t/u/v", {
      container: true,
      mounts: [
        { type: "bind", source: sandbox().newDir("volume"), target: "/new/path", readOnly: false },
        { type: "tmpfs", target: "/t/u" },
      ],
    });
    expect(run.result).toEqual(succeeded);
    const made = (await run.layer()).map(({ path }) => path).filter((path) => /^(new|t)\b/.test(path));
    expect(made).toEqual(["new", "new/path", "t", "t/u"]);
  });

  it("has its hosts file above what is mounted at /etc", async () => {
    const run = await sandbox().run("ls /etc; grep -c localhost /etc/hosts", {
      container: true,
      mounts: [{ type: "tmpfs", target: "/etc" }],
    });
    expect(run.stdout).toBe("hostname\nhosts\nresolv.conf\n2\n");
  });

  it("has Docker's hosts file", async () => {
    const extraHosts = [{ ip: "10.0.0.9", name: "db" }];
    const run = await sandbox().run("cat /etc/hosts", {
      container: true,
      hostname: "box",
      network: "filtered",
      extraHosts,
    });
    expect(run.stdout.split("\n")).toEqual([
      "127.0.0.1\tlocalhost",
      "::1\tlocalhost ip6-localhost ip6-loopback",
      "fe00::\tip6-localnet",
      "ff00::\tip6-mcastprefix",
      "ff02::1\tip6-allnodes",
      "ff02::2\tip6-allrouters",
      "10.0.0.9\tdb",
      `${guestAddress}\tbox`,
      "",
    ]);
  });

  it("has a read-only root, and writable mounts, if it asks for it", async () => {
    const volume = sandbox().newDir("volume");
    const script = `touch /x; touch /etc/x; echo x >>/etc/hosts
      for path in /volume/x /tmp/x /dev/x /dev/shm/x; do touch $path && echo $path; done; pwd; rm -rf /bin/wget`;
    const run = await sandbox().run(script, {
      ...{ container: true, readOnlyRoot: true, cwd: "/made/here" },
      mounts: [
        { type: "bind", source: volume, target: "/volume", readOnly: false },
        { type: "tmpfs", target: "/tmp" },
      ],
    });
    expect(run.stdout).toBe("/volume/x\n/tmp/x\n/dev/x\n/dev/shm/x\n/made/here\n");
    expect(run.stderr.match(/Read-only file system/g)).toHaveLength(4);
    expect(readdirSync(volume)).toEqual(["x"]);
    expect((await run.layer()).filter(({ type }) => type === "file")).toEqual([]);
  });

  it("has tmpfs mounts with Docker's options and their size", async () => {
    const run = await sandbox().run("grep ' /t ' /proc/mounts; stat -c %a /t", {
      ...{ container: true, uid: user.hasIds ? 1000 : 0 },
      mounts: [{ type: "tmpfs", target: "/t", sizeBytes: 1024 * 1024 }],
    });
    expect(run.stdout).toMatch(/^tmpfs \/t tmpfs rw,nosuid,nodev,noexec,.*size=1024k.*\n1777\n$/);
  });

  it("starts again with what it had written, changed, and deleted", async () => {
    const changes = { container: true as const, upperDir: sandbox().newDir("upper") };
    const first = await sandbox().run("echo one >/f; rm -rf /usr /bin/wget; mkdir /usr; mv /etc/group /g", changes);
    const second = await sandbox().run(
      "cat /f; ls /usr; ls /bin/wget; wc -l </g; echo two >>/f; mkdir /usr/again",
      changes,
    );
    const third = await sandbox().run("cat /f; ls /usr", changes);
    expect([first.result, third.result]).toEqual([succeeded, succeeded]);
    expect(second.stdout).toMatch(/^one\n\d+\n$/);
    expect(second.stderr).toContain("/bin/wget: No such file");
    expect(third.stdout).toBe("one\ntwo\nagain\n");
  });

  it("starts again after its helper was killed in the middle of writing", async () => {
    const container = await openContainer(sandbox(), "echo one >/kept; (while :; do echo x >>/log; done) &");
    await expect.poll(() => readdirSync(container.upperDir)).toContain("log");
    await container.killHelper();
    const again = await sandbox().run("cat /kept; rm /log; echo two >/kept", {
      container: true,
      upperDir: container.upperDir,
    });
    expect(again).toMatchObject({ result: succeeded, stdout: "one\n" });
    expect(readFileSync(join(container.upperDir, "kept"), "utf8")).toBe("two\n");
  });

  it("sees a volume that another container writes to at the same time", async () => {
    const source = sandbox().newDir("volume");
    const mounts = [{ type: "bind" as const, source, target: "/volume", readOnly: false }];
    const one = await openContainer(sandbox(), ":", { mounts });
    const other = await openContainer(sandbox(), ":", { mounts });
    await one.run("echo shared >/volume/f");
    const seen = await other.run("cat /volume/f");
    await Promise.all([one.end(), other.end()]);
    expect(seen.stdout).toBe("shared\n");
  });
}
