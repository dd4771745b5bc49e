import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type EntriesQuery, entriesQuerySchema } from "#contract/imageEntries.ts";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { containerChanges } from "./changes.ts";
import { readWritable } from "./writable.ts";
import { writableEntries } from "./writableEntries.ts";
import { openWritableFixture, type WritableFixture } from "./writableFixture.ts";
import { writableFiles, writableTotals } from "./writableLayer.ts";

/** What each script makes `docker diff` of the Docker Engine 28.5 print for the same image, sorted by path. */
const EDITS: readonly (readonly [script: string, diff: string])[] = [
  ["true", ""],
  ["echo hi > /new", "A /new"],
  ["mkdir -p /a/b; echo x > /a/b/f", "A /a, A /a/b, A /a/b/f"],
  ["mkdir -p /a/b; rm -r /a/b", "A /a"],
  ["echo more >> /etc/passwd", "C /etc, C /etc/passwd"],
  ["rm /etc/group", "C /etc, D /etc/group"],
  ["touch -d '2020-01-01 00:00' /bin/busybox", "C /bin, C /bin/busybox"],
  ["chmod 700 /bin/busybox", "C /bin, C /bin/busybox"],
  ["chown 1:1 /etc/passwd", "C /etc, C /etc/passwd"],
  ["cat /etc/passwd > /x; cat /x > /etc/passwd; rm /x", "C /etc, C /etc/passwd"],
  ["touch /usr", ""],
  ["chmod 700 /tmp; chmod 1777 /tmp", ""],
  ["chmod 700 /usr", "C /usr"],
  ["rm -r /var", "D /var"],
  ["rm -r /usr/bin; mkdir /usr/bin; echo a > /usr/bin/a", "C /usr, C /usr/bin, A /usr/bin/a, D /usr/bin/env"],
  ["rm /bin/cat; mkdir /bin/cat; echo 1 > /bin/cat/in", "C /bin, C /bin/cat, A /bin/cat/in"],
  ["rm -r /usr; echo 1 > /usr", "C /usr"],
  ["ln -s /etc/passwd /tmp/link", "C /tmp, A /tmp/link"],
  ["ln /etc/passwd /tmp/hard", "C /tmp, A /tmp/hard"],
  ["mkfifo /tmp/fifo", "C /tmp, A /tmp/fifo"],
  ["mknod /tmp/dev c 1 3", "C /tmp, A /tmp/dev"],
  ["cp -a /root /root2; rm -r /root", "D /root, A /root2"],
  ["ln -sf cat /bin/ls", "C /bin, C /bin/ls"],
];

const LETTERS = { added: "A", changed: "C", deleted: "D" } as const;
const { users, missing } = sampledUsers("writable layers");

for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);

describe.each(users)("the writable layer of a container of $name", (user) => {
  let fixture: WritableFixture;

  beforeAll(async () => {
    fixture = await openWritableFixture(user);
  });
  afterAll(async () => await fixture.close());

  const contentOf = async (...given: Parameters<WritableFixture["write"]>) =>
    await readWritable(fixture.blobs, await fixture.write(...given), undefined, user.launch);
  const diff = async (...given: Parameters<WritableFixture["write"]>) =>
    containerChanges(await contentOf(...given))
      .map(({ path, change }) => `${LETTERS[change]} ${path}`)
      .join(", ");
  // The comparison is the same for all; how the layer is read depends on the user. With one id, no file has another owner.
  const forAll = /^(true|rm -r|chown|mknod|ln )/;
  const edits = user === users[0] ? EDITS : EDITS.filter(([script]) => forAll.test(script) && user.hasIds);

  test.each(edits)("%s", async (script, expected) => {
    expect(await diff(script)).toBe(expected);
  });

  test("mount points that the image does not have are added by the first start, as in Docker", async () => {
    const mounts = [{ type: "tmpfs", target: "/etc/deep/mount" }] as const;
    expect(await diff("true", { container: true, mounts })).toBe("C /etc, A /etc/deep, A /etc/deep/mount");
  });

  test("a container that runs shows what it changed so far, and nothing that the sandbox mounted", async () => {
    const running = await fixture.begin("echo hi > /new; echo more >> /etc/passwd; echo ready; exec sleep 60");
    const content = await readWritable(fixture.blobs, running, undefined, user.launch);
    running.signal("SIGKILL");
    expect(containerChanges(content).map(({ path }) => path)).toEqual(["/etc", "/etc/passwd", "/new"]);
    await running.wait();
  });

  test("a container whose helper was killed shows nothing that the sandbox mounted either", async () => {
    const running = await fixture.begin("echo hi > /new; echo x >> /etc/hosts; echo ready; exec sleep 60", {
      container: true,
    });
    if (running.helper === undefined) throw new Error("there is no helper");
    process.kill(running.helper, "SIGKILL");
    await expect(running.wait()).rejects.toThrow();
    const content = await readWritable(fixture.blobs, running, undefined, user.launch);
    expect(containerChanges(content).map(({ path }) => path)).toEqual(["/new"]);
  });

  test("folders nested deeper than any path can be are reported as such", async () => {
    const content = contentOf("i=0; while [ $i -lt 560 ]; do mkdir deeper; cd deeper; i=$((i+1)); done");
    await expect(content).rejects.toThrow("nested so deeply that a path has more than 3840 bytes");
  });

  test("the numbers and the files are those of a layer of an image", async () => {
    const content = await contentOf("echo hello > /new; echo more >> /etc/passwd; rm -r /var /usr; mkdir /var");
    const { bytes, ...counts } = writableTotals(content);
    const { entries, layer, total } = writableFiles(content, { from: 0, limit: 100 });
    expect(counts).toEqual({ added: 1, changed: 1, deleted: expect.any(Number) });
    expect(counts.deleted).toBeGreaterThan(2);
    expect(bytes).toBeGreaterThan(6);
    expect(layer).toBe(fixture.layers.length);
    expect(entries.map(({ path, change }) => `${change} ${path}`)).toEqual([
      "unchanged /etc",
      "changed /etc/passwd",
      "added /new",
      "deleted /usr",
      "unchanged /var",
      "deleted /var/spool",
      "deleted /var/www",
    ]);
    expect(entries.find(({ path }) => path === "/usr")?.files).toBeGreaterThan(0);
    expect(total).toBe(7);
  });

  test("the files in pages say what is different, by their bytes if need be", async () => {
    const script = "cp /etc/passwd /p; tr r R < /p > /etc/passwd; chmod 600 /etc/group; rm -r /var; cp /etc/group /new";
    const written = await fixture.write(script);
    const ask = async (asked: Partial<EntriesQuery>) =>
      await writableEntries(fixture.blobs, written, { ...entriesQuerySchema.parse({}), ...asked }, user.launch);
    const changed = await ask({ of: "layer", flat: true, changes: ["changed"] });
    expect(changed.counts).toMatchObject({ added: 2, changed: 2 });
    expect(changed.entries).toMatchObject([
      { path: "/etc/group", differences: ["mode"], before: { mode: 0o644 } },
      { path: "/etc/passwd", differences: ["content", "mtime"] },
    ]);
    expect((await ask({ folder: "/etc", find: "*d", how: "glob" })).entries).toMatchObject([{ path: "/etc/passwd" }]);
    expect((await ask({ of: "layer" })).entries.map(({ path }) => path)).toEqual(["/etc", "/new", "/p", "/var"]);
    await expect(ask({ folder: "/var" })).rejects.toThrow("There is no folder");
  });
});
