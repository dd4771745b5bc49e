import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LONG } from "#server/acceptance/longTests.ts";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { type ArchiveBuilds, openArchiveBuilds, PACK, PACKINGS, rollingBytes, tarOfFiles } from "./archiveFixture.ts";

/** Larger than every buffer on the way, compressed and uncompressed. */
const SMALL = { size: 4_000_000, step: 64 };
const SIZES = LONG ? [SMALL, { size: 110_000_000, step: 1024 }] : [SMALL];
const AFTER = Buffer.from("after\n");

const { users } = sampledUsers("ADD of archives");

describe.each(users)("ADD of an archive, as $name", (user) => {
  let builds: ArchiveBuilds;
  beforeAll(() => {
    builds = openArchiveBuilds(user);
  });
  afterAll(() => builds.close());

  // Node's own do not depend on the user.
  const packings = user === users[0] ? PACKINGS : (["bzip2", "xz"] as const);
  describe.each(packings)("that is %s", (packing) => {
    it.each(SIZES)("unpacks $size bytes unchanged", async ({ size, step }) => {
      const big = rollingBytes(size, step);
      const archive = PACK[packing](tarOfFiles({ big, after: AFTER }));
      expect(archive.length).toBeGreaterThan(1024 * 1024);
      const finished = await builds.build(["FROM scratch", "ADD a /o/"], { a: archive });
      expect(finished.problem).toBeUndefined();
      expect(builds.digests(finished, ["/o/big", "/o/after", "/o/a"])).toEqual([
        digestOf(big),
        digestOf(AFTER),
        undefined,
      ]);
    });

    it("reports a truncated one, and stores nothing of it", async () => {
      const tar = tarOfFiles({ big: rollingBytes(SMALL.size, SMALL.step), after: AFTER });
      const archive = PACK[packing](tar);
      const cut = archive.subarray(0, archive.length * 0.9);
      const before = [...builds.blobs.list()].length;
      const finished = await builds.build(["FROM scratch", "ADD a /o/"], { a: cut });
      expect(finished).toMatchObject({ state: "failed", problem: { code: "build/copy", instruction: "ADD" } });
      expect(finished.problem?.detail).toContain("the archive");
      expect(finished.problem?.next).toBeDefined();
      // The file itself, and its context.
      expect([...builds.blobs.list()].length).toBe(before + 2);
    });

    it("does not mind what follows where it ends", async () => {
      const archive = Buffer.concat([
        PACK[packing](tarOfFiles({ after: AFTER })),
        Buffer.from("and more ".repeat(1000)),
      ]);
      const finished = await builds.build(["FROM scratch", "ADD a /o/"], { a: archive });
      expect(builds.digests(finished, ["/o/after"])).toEqual([digestOf(AFTER)]);
    });

    it("takes what is packed and no tar for a file", async () => {
      const file = PACK[packing](rollingBytes(100_000));
      const finished = await builds.build(["FROM scratch", "ADD a /o/"], { a: file });
      expect(builds.digests(finished, ["/o/a"])).toEqual([digestOf(file)]);
    });
  });
});
