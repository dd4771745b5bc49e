import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryName } from "#server/oci/store/temporaryFiles.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { findArchivePath } from "./archivePath.ts";
import { archiveTar } from "./archiveRead.ts";
import { type GivenMember, testTar } from "./archiveTestTar.ts";
import { writeArchive } from "./archiveWrite.ts";
import { openMergedFiles } from "./mergedFiles.ts";
import type { Writable } from "./writable.ts";
import { openWritableFixture, type WritableFixture } from "./writableFixture.ts";

const { users, missing } = sandboxUsers();
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);

const SECRET = "the machine's secret";

describe.each(users)("attacks on copies of a container of $name", (user) => {
  let fixture: WritableFixture;
  let outside: string;

  beforeAll(async () => {
    fixture = await openWritableFixture(user);
    outside = join(fixture.dir, "outside");
    fs.mkdirSync(outside);
    fs.chmodSync(outside, 0o777);
    fs.writeFileSync(join(outside, "secret"), SECRET);
  });
  afterAll(async () => await fixture.close());

  const open = (writable: Writable, files?: string) =>
    openMergedFiles(
      fixture.blobs,
      { ...writable, mountPoints: files === undefined ? [] : ["/vol"] },
      files === undefined ? [] : [{ target: "/vol", files, readOnly: false }],
      undefined,
      user.launch,
    );

  async function read(writable: Writable, path: string, volume?: string): Promise<string> {
    const files = await open(writable, volume);
    try {
      const tar = archiveTar(files, findArchivePath(files.tree, { container: "c", path }));
      return String(Buffer.concat(await Readable.from(tar).toArray()));
    } finally {
      files.close();
    }
  }

  async function write(writable: Writable, path: string, members: readonly GivenMember[], volume?: string) {
    const files = await open(writable, volume);
    const root = {
      kind: "overlay",
      upper: writable.upper,
      work: fixture.newDir(),
      lowerDirs: [fixture.busybox],
    } as const;
    const temporary = join(fixture.dir, temporaryName());
    const launch: typeof user.launch = (command, args) => {
      fs.chmodSync(temporary, 0o644);
      return user.launch(command, args);
    };
    try {
      const target = { files, root, isReadOnly: false, temporary, limitBytes: 1e6, launch };
      await writeArchive(target, { container: "c", path }, testTar(...members), AbortSignal.timeout(30_000));
    } finally {
      files.close();
    }
  }

  const untouched = () => expect(fs.readdirSync(outside)).toEqual(["secret"]);

  it("a link of the container, absolute or with .., reads nothing outside", async () => {
    const up = "../".repeat(20);
    const writable = await fixture.write(`ln -s ${outside} /a; ln -s ${up}${outside} /b; ln -s ${outside}/secret /c`);
    for (const path of ["/a/secret", "/b/secret", "/a/", "/c/."]) await expect(read(writable, path)).rejects.toThrow();
    expect(await read(writable, "/")).not.toContain(SECRET);
  });

  it("a link in a volume reads and writes nothing outside", async () => {
    const volume = fixture.newDir();
    fs.symlinkSync(outside, join(volume, "a"));
    fs.symlinkSync(`../outside`, join(volume, "b"));
    const writable = await fixture.write("true");
    for (const name of ["a", "b"]) {
      await expect(read(writable, `/vol/${name}/secret`, volume)).rejects.toThrow("Could not find");
      await expect(write(writable, `/vol/${name}`, [{ path: "x" }], volume)).rejects.toThrow("Could not find");
      await write(writable, "/vol", [{ path: `${name}/x` }], volume);
    }
    untouched();
  });

  it("links swapped for files while they are read give away nothing outside", async () => {
    const fill = "printf %099d 0";
    const script =
      `mkdir /d; ${fill} > /d/secret; echo ready; while true; do ` +
      `mv /d /e; ln -s ${outside} /d; rm /d; mv /e /d; rm -f /f; ln -s ${outside}/secret /f; rm /f; ${fill} > /f; done`;
    const running = await fixture.begin(script);
    const texts: string[] = [];
    for (let round = 0; round < 25; round++) texts.push(await read(running, "/"));
    running.signal("SIGKILL");
    await running.wait();
    expect(texts.filter((text) => text.includes(SECRET))).toEqual([]);
  });

  it("links swapped for folders while something is copied into them let nothing out", async () => {
    const program = fileURLToPath(new URL("copyIntoRunning.ts", import.meta.url));
    const { command, args } = user.launch(process.execPath, [program, "swapped"]);
    const { stdout } = await promisify(execFile)(command, args, {
      timeout: 60_000,
      env: { ...process.env, HOME: "/" },
    });
    expect(stdout).toBe("[]");
  });

  it("an archive that makes a link and writes through it stays in the folder", async () => {
    const writable = await fixture.write("mkdir /t");
    const link = { type: "symlink", linkTarget: outside } as const;
    await write(writable, "/t", [
      { path: "a", header: link },
      { path: "a/x", text: "x" },
    ]);
    expect(await read(writable, "/t/a/x")).toContain("x");
    untouched();
  });

  it("an archive with names or hard links that lead out is refused", async () => {
    const writable = await fixture.write("mkdir /t");
    const hard = { type: "hardlink", linkTarget: "../../../etc/passwd" } as const;
    await expect(write(writable, "/t", [{ path: "../../x" }])).rejects.toThrow("invalid entry name");
    await expect(write(writable, "/t", [{ path: "x", header: hard }])).rejects.toThrow("invalid entry name");
    untouched();
  });

  it("a device in an archive is a device in the container's layer only, never one on the disk", async () => {
    const writable = await fixture.write("mkdir /t");
    await write(writable, "/t", [{ path: "disk", header: { type: "block", devMajor: 7, devMinor: 0, mode: 0o666 } }]);
    expect(fs.lstatSync(join(writable.upper, "t/disk")).isFile()).toBe(true);
  });

  it("an archive can't set what the overlay or Strata would take as an instruction", async () => {
    const writable = await fixture.write("mkdir /t");
    const xattrs = {
      "user.overlay.opaque": Buffer.from("y").toString("base64"),
      "user.overlay.redirect": Buffer.from("/etc").toString("base64"),
      "trusted.overlay.opaque": Buffer.from("y").toString("base64"),
    };
    await write(writable, "/", [{ path: "etc", header: { type: "dir", mode: 0o755, xattrs } }]);
    expect(await read(writable, "/etc")).toContain("etc/passwd");
  });
});
