import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { type SandboxUser, sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { openUserBuilder, tarOf, type UserBuilder } from "./userBuilderFixture.ts";

/** An archive with `/dev/mem` and the first loop device under other names, readable by everyone. */
const DEVICES = tarOf(
  [{ path: "memory", type: "char", mode: 0o666, devMajor: 1, devMinor: 1 }],
  [{ path: "disk", type: "block", mode: 0o666, devMajor: 7, devMinor: 0 }],
);

/** Changes meanwhile: a new builder process probes what it can do here. */
const PASSING = /^(?:tmp|strata-probe-.*)$/;

/** The owners of everything stored, as this process sees it, without what the builder itself writes there. */
function ownersKept(snapshots: string): number[] {
  const kept = readdirSync(snapshots).filter((name) => !PASSING.test(name) && !isOfBuilder(name));
  const owners = kept.flatMap((name) => {
    const below = readdirSync(join(snapshots, name), { recursive: true, encoding: "utf8" });
    return ["", ...below.filter((path) => !isOfBuilder(basename(path)))].map(
      (path) => lstatSync(join(snapshots, name, path)).uid,
    );
  });
  return [...new Set(owners)].sort((a, b) => a - b);
}

const isOfBuilder = (name: string) => name.endsWith(".json") || name.startsWith("lock-");

function devices(user: SandboxUser): void {
  let builder: UserBuilder;
  let context: Digest;

  beforeAll(async () => {
    builder = openUserBuilder(user);
    context = await builder.contextOf({ "a.tar": DEVICES });
  });
  afterAll(() => builder.close());

  async function build(...lines: string[]) {
    const { finished, log } = await builder.build(lines, context);
    expect(finished.problem, log()).toBeUndefined();
    return { log: log(), layer: lastLayer(finished.image?.id ?? "") };
  }

  function lastLayer(id: string): readonly LayerEntry[] {
    const { blobs, images } = builder;
    const diffId = images.get("w", id)?.layers.at(-1)?.diffId;
    return diffId === undefined ? [] : indexLayer(blobs, diffId);
  }

  it("a device of an image is an empty file for commands, and stays a device in the image", async () => {
    const { log, layer } = await build(
      "FROM busybox",
      "ADD a.tar /in/",
      "RUN test -f /in/memory && head -c 1 /in/memory | wc -c && chmod 600 /in/memory",
    );
    expect(log).toBe("0\n");
    const device = { path: "in/memory", type: "char", mode: 0o600, devMajor: 1, devMinor: 1 };
    expect(layer).toContainEqual(expect.objectContaining(device));
  });

  it.each([
    ["the only layer of a stage", "FROM scratch AS dev", "type=bind,from=dev,target=/m"],
    ["one of several layers", "FROM busybox AS dev", "type=bind,from=dev,target=/m"],
    ["a view that may be written to", "FROM scratch AS dev", "type=bind,from=dev,target=/m,rw"],
    ["a cache that begins with a stage", "FROM scratch AS dev", "type=cache,from=dev,target=/m"],
    ["a read-only cache that begins with a stage", "FROM scratch AS dev", "type=cache,from=dev,target=/m,readonly"],
  ])("a device in %s can't be opened through its mount, and no device could be", async (_, from, mount) => {
    const look = "for f in memory disk; do test -c /m/$f -o -b /m/$f && echo DEVICE; head -c 1 /m/$f | wc -c; done";
    const flags = "grep ' /m ' /proc/self/mountinfo | grep nodev | grep -c nosuid";
    const { log } = await build(from, "ADD a.tar /", "FROM busybox", `RUN --mount=${mount} ${look}; ${flags}`);
    expect(log).toBe("0\n0\n1\n");
  });

  it("mknod gives a command an empty file and the image a device, and reports it once", async () => {
    const { log, layer } = await build(
      "FROM busybox",
      "WORKDIR /w",
      "RUN mknod -m 600 /memory c 1 1 && mknod disk b 7 0 && mknod ../w/pipe p && cat /memory disk && stat -c '%a %F' /memory disk pipe",
    );
    expect(log).toMatch(/^Strata: [^\n]*\n600 regular empty file\n644 regular empty file\n644 fifo\n$/);
    const found = (path: string) => layer.find((entry) => entry.path === path);
    expect(found("memory")).toMatchObject({ type: "char", mode: 0o600, devMajor: 1, devMinor: 1, uid: 0 });
    expect(found("w/disk")).toMatchObject({ type: "block", mode: 0o644, devMajor: 7, devMinor: 0, uid: 0 });
    expect(found("w/pipe")).toMatchObject({ type: "fifo" });
  });

  it("mknod fails as expected: on an existing path, below a missing one, and for users other than root", async () => {
    const { log } = await build(
      "FROM busybox",
      "RUN echo other:x:1000:1000::/: >>/etc/passwd && mkdir -m 777 /open && ln -s /bin/busybox /link",
      "RUN for p in /bin/busybox /link /none/x; do mknod $p c 1 1 2>&1; done; true",
      ...(user.hasIds ? ["USER other", "RUN mknod /open/x c 1 1 2>&1; ls /open"] : []),
    );
    const lines = log.split("\n").filter((line) => line.startsWith("mknod:"));
    expect(lines.map((line) => line.split(": ").at(-1))).toEqual([
      "File exists",
      "File exists",
      "No such file or directory",
      ...(user.hasIds ? ["Operation not permitted"] : []),
    ]);
    expect(log).not.toContain("Strata:");
  });

  it("what a command's root creates belongs to an unused ID on the machine, and to root in the image", async () => {
    const { log, layer } = await build(
      "FROM busybox",
      "COPY a.tar /copied",
      "RUN --mount=type=cache,target=/cache touch /made /cache/made; stat -c %u:%g /copied /made /cache/made",
    );
    expect(log).toBe("0:0\n0:0\n0:0\n");
    expect(layer).toContainEqual(expect.objectContaining({ path: "made", uid: 0, gid: 0 }));
    const owners = ownersKept(join(builder.dataDir, "snapshots"));
    expect(owners.length).toBeGreaterThan(0);
    const strangers = owners.filter((uid) => uid !== (user.root?.uid ?? process.getuid?.()));
    // Of subordinate ids, which other users of the images have.
    expect(strangers.filter((uid) => uid < 100_000)).toEqual([]);
    if (user.name === "root") expect(owners.filter((uid) => uid < 2 ** 31 - 2)).toEqual([]);
  });

  it.runIf(user.hasIds)("other owners in an image keep their numbers", async () => {
    // An ordinary user's range may end soon after these; the real root's has nearly all numbers.
    const owner = user.name === "root" ? "2000000000:65534" : "1000:65534";
    const { log, layer } = await build(
      "FROM busybox",
      `COPY --chown=${owner} a.tar /copied`,
      "RUN touch /made && chown 1000:50 /made && stat -c %u:%g /copied /made",
    );
    expect(log).toBe(`${owner}\n1000:50\n`);
    expect(layer).toContainEqual(expect.objectContaining({ path: "made", uid: 1000, gid: 50 }));
  });

  it("root of a command can't read files for the machine's root: kpagecount, slabinfo, vmallocinfo", async () => {
    const files = ["kpagecount", "kpageflags", "kpagecgroup", "slabinfo", "vmallocinfo", "pagetypeinfo", "kallsyms"];
    const { log } = await build(
      "FROM busybox",
      `RUN for f in ${files.join(" ")}; do head -c 8 /proc/$f 2>/dev/null | tr -d '0 \\n' | wc -c; done`,
    );
    expect(log.trim().split("\n").slice(0, 6)).toEqual(Array.from({ length: 6 }, () => "0"));
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`devices and owners, as ${user.name}`, () => devices(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
