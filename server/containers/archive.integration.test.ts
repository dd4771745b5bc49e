import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { temporaryName } from "#server/oci/store/temporaryFiles.ts";
import type { StreamedMember } from "#server/oci/tar/tarStream.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import type { PlaceRoot } from "#server/rootfs/placeEntries.ts";
import { findArchivePath } from "./archivePath.ts";
import { archiveTar, exportTar } from "./archiveRead.ts";
import { testTar } from "./archiveTestTar.ts";
import { writeArchive } from "./archiveWrite.ts";
import { type MergedFiles, type MountedVolume, openMergedFiles } from "./mergedFiles.ts";
import type { Writable } from "./writable.ts";
import { openWritableFixture, type WritableFixture } from "./writableFixture.ts";

const { users, missing } = sampledUsers("copies from and to containers");
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);

/** What the Docker Engine 28.5 was asked about in the comparison. */
const CONTENT =
  "mkdir -p /t/s; echo f > /t/f; ln -s f /t/l; ln -s /t/s /t/ls; ln -s /nope /t/dang; ln -s ../../../../etc /t/up; " +
  "ln /t/f /t/h; mkfifo /t/p; truncate -s 5M /t/sparse; chmod 4755 /t/f";

async function membersOf(tar: Iterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { header, content } of readTar(Readable.from(tar))) lines.push(await line(header, content));
  return lines;
}

async function line(header: StreamedMember["header"], content: StreamedMember["content"]): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content()) pieces.push(piece);
  const text = String(Buffer.concat(pieces)).slice(0, 20).replaceAll("\0", "").trim();
  const { path, type, mode, uid, gid, linkTarget = "" } = header;
  const slash = type === "dir" && !path.endsWith("/") ? "/" : "";
  const link = linkTarget === "" ? "" : ` -> ${linkTarget}`;
  return `${type} ${mode.toString(8)} ${uid}:${gid} ${path}${slash}${link} ${text}`.trim();
}

describe.each(users)("copies from and to a container of $name", (user) => {
  let fixture: WritableFixture;

  beforeAll(async () => {
    fixture = await openWritableFixture(user);
  });
  afterAll(async () => await fixture.close());

  const open = (writable: Writable, volumes: readonly MountedVolume[] = []) =>
    openMergedFiles(
      fixture.blobs,
      { ...writable, mountPoints: volumes.map(({ target }) => target) },
      volumes,
      undefined,
      user.launch,
    );

  async function within<Result>(
    writable: Writable,
    action: (files: MergedFiles) => Result | Promise<Result>,
    volumes: readonly MountedVolume[] = [],
  ): Promise<Result> {
    const files = await open(writable, volumes);
    try {
      return await action(files);
    } finally {
      files.close();
    }
  }

  const list = (writable: Writable, path: string, volumes: readonly MountedVolume[] = []) =>
    within(
      writable,
      (files) => membersOf(archiveTar(files, findArchivePath(files.tree, { container: "c", path }))),
      volumes,
    );
  /** Of a container that does not run. */
  const stopped = (writable: Writable): PlaceRoot => ({
    kind: "overlay",
    upper: writable.upper,
    work: fixture.newDir(),
    lowerDirs: [fixture.busybox],
  });

  const put = (
    writable: Writable,
    path: string,
    tar: Readable,
    {
      root = stopped(writable),
      volumes = [],
      isReadOnly = false,
      limitBytes = 10e6,
    }: {
      root?: PlaceRoot;
      volumes?: readonly MountedVolume[];
      isReadOnly?: boolean;
      limitBytes?: number;
    } = {},
  ) =>
    within(
      writable,
      async (files) => {
        const temporary = join(fixture.dir, temporaryName());
        const target = { files, root, isReadOnly, temporary, limitBytes, launch: readable(temporary) };
        await writeArchive(target, { container: "c", path }, tar, AbortSignal.timeout(30_000));
      },
      volumes,
    );

  /** The other user's helper reads what this process has stored. */
  const readable =
    (path: string): typeof user.launch =>
    (command, args) => {
      if (fs.existsSync(path)) fs.chmodSync(path, 0o644);
      return user.launch(command, args);
    };

  const owner = "7:8";

  describe("out of it", () => {
    let writable: Writable;

    beforeAll(async () => {
      writable = await fixture.write(CONTENT);
    });

    test("a folder comes with all that is in it, hard links kept, as from Docker", async () => {
      expect(await list(writable, "/t")).toEqual([
        "dir 755 0:0 t/",
        "symlink 777 0:0 t/dang -> /nope",
        "file 4755 0:0 t/f f",
        "hardlink 4755 0:0 t/h -> t/f",
        "symlink 777 0:0 t/l -> f",
        "symlink 777 0:0 t/ls -> /t/s",
        "fifo 644 0:0 t/p",
        "dir 755 0:0 t/s/",
        "file 644 0:0 t/sparse",
        "symlink 777 0:0 t/up -> ../../../../etc",
      ]);
    });

    test("an export has everything but the root itself", async () => {
      const lines = await within(writable, (files) => membersOf(exportTar(files)));
      expect(lines[0]).toBe("dir 755 0:0 bin/");
      expect(lines).toContain("file 4755 0:0 t/f f");
      expect(lines).toContain("hardlink 4755 0:0 t/h -> t/f");
    });

    test("a volume is seen where it is mounted", async () => {
      const files = fixture.newDir();
      fs.writeFileSync(join(files, "x"), "v\n");
      const volumes = [{ target: "/etc", files, readOnly: false }];
      expect((await list(writable, "/etc", volumes)).map((text) => text.split(" ").slice(3).join(" "))).toEqual([
        "etc/",
        "etc/x v",
      ]);
    });
  });

  describe("into one that does not run", () => {
    test("files get the owner, the mode, and the time of the archive, and the writable layer has them", async () => {
      const writable = await fixture.write("mkdir /t");
      const tar = testTar({ path: "f", text: "new\n", header: { mode: 0o4711 } }, { path: "dir/x", text: "x" });
      await put(writable, "/t", tar);
      expect(await list(writable, "/t")).toEqual([
        "dir 755 0:0 t/",
        "dir 755 0:0 t/dir/",
        `file 644 ${owner} t/dir/x x`,
        `file 4711 ${owner} t/f new`,
      ]);
    });

    test("a file of the image is replaced, and its folder is copied up with what else is in it", async () => {
      const writable = await fixture.write("true");
      await put(writable, "/etc", testTar({ path: "group", text: "mine\n" }));
      const lines = await list(writable, "/etc");
      expect(lines).toContain(`file 644 ${owner} etc/group mine`);
      expect(lines.some((text) => text.includes("etc/passwd"))).toBe(true);
    });

    test("what was deleted can be made again", async () => {
      const writable = await fixture.write("rm -r /usr; mkdir /usr");
      await put(writable, "/usr", testTar({ path: "group", text: "mine\n" }));
      expect((await list(writable, "/usr")).map((text) => text.split(" ")[3])).toEqual(["usr/", "usr/group"]);
    });

    test("symlinks of the container lead inside it, in the folder's path and in names", async () => {
      const writable = await fixture.write("mkdir -p /t /real; ln -s /../../real /t/out");
      await put(writable, "/t/out", testTar({ path: "a", text: "a" }));
      await put(writable, "/t", testTar({ path: "out/b", text: "b" }));
      expect((await list(writable, "/real")).map((text) => text.split(" ")[3])).toEqual(["real/", "real/a", "real/b"]);
      expect((await list(writable, "/t/out"))[0]).toMatch(/^symlink/);
    });

    test("a volume gets what is copied to where it is mounted", async () => {
      const writable = await fixture.write("true");
      const files = fixture.newDir();
      const volumes = [{ target: "/vol", files, readOnly: false }];
      await put(writable, "/vol", testTar({ path: "x", text: "in the volume" }), { volumes });
      expect(fs.readFileSync(join(files, "x"), "utf8")).toBe("in the volume");
      expect(fs.existsSync(join(writable.upper, "vol/x"))).toBe(false);
    });
  });

  describe("into one that runs", () => {
    test("its command sees the file at once, where it was missing before", async () => {
      const program = fileURLToPath(new URL("copyIntoRunning.ts", import.meta.url));
      const { command, args } = user.launch(process.execPath, [program]);
      const { stdout } = await promisify(execFile)(command, args, {
        timeout: 60_000,
        env: { ...process.env, HOME: "/" },
      });
      expect(stdout).toMatch(user.hasIds ? /^copied in\nthrough a link\n.* 7 +8 / : /copied in\nthrough a link\n/);
    });

    test("one that has ended meanwhile gets the reason", async () => {
      const writable = await fixture.write("mkdir /t");
      const root = { kind: "process", helper: process.pid, pid: process.pid } as const;
      await expect(put(writable, "/t", testTar({ path: "f" }), { root })).rejects.toThrow(
        "The container ended meanwhile.",
      );
    });
  });

  test.each([
    ["/none", [{ path: "f" }], "Could not find the file /none in container c"],
    ["/t/dang", [{ path: "f" }], "Could not find the file /t/dang in container c"],
    ["/t/f", [{ path: "f" }], "extraction point is not a directory"],
    ["/t", [{ path: "f", header: { type: "dir" } }], 'cannot overwrite non-directory "/t/f" with directory "f'],
    ["/t", [{ path: "s" }], 'cannot overwrite directory "/t/s" with non-directory "s"'],
    ["/t", [{ path: "../../etc/evil" }], 'invalid entry name "../../etc/evil"'],
  ] as const)("%s, %j is refused in Docker's words", async (path, members, message) => {
    const writable = await fixture.write(CONTENT);
    await expect(put(writable, path, testTar(...members))).rejects.toThrow(message);
  });

  test("what is no tar, or too large, or read-only is refused", async () => {
    const writable = await fixture.write("mkdir /t");
    const volumes = [{ target: "/vol", files: fixture.newDir(), readOnly: true }];
    await expect(put(writable, "/t", Readable.from(["garbage"]))).rejects.toThrow("Can't read the archive.");
    await expect(
      put(writable, "/t", testTar({ path: "f", text: "x".repeat(9000) }), { limitBytes: 5000 }),
    ).rejects.toThrow("larger than the 5000 bytes");
    await expect(put(writable, "/t", testTar({ path: "f" }), { isReadOnly: true })).rejects.toThrow(
      "container rootfs is marked read-only",
    );
    await expect(put(writable, "/vol", testTar({ path: "f" }), { volumes })).rejects.toThrow(
      "mounted volume is marked read-only",
    );
    expect(fs.readdirSync(fixture.dir).filter((name) => /^\d+-/.test(name))).toEqual([]);
  });
});
