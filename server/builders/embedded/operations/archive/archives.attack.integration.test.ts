import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLinuxExecutor } from "#server/sandbox/executor/linuxExecutor.ts";
import { openSandboxFixture } from "#server/sandbox/executor/sandboxFixture.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { BuildBudget } from "../../limits/buildBudget.ts";
import { openArchiveBuilds, PACK, type Packing, tarOfFiles } from "./archiveFixture.ts";
import { decompressWith } from "./decompressWithTool.ts";

const LIMITS = { memoryBytes: 200e6, processes: 20, diskBytes: 30e6, outputBytes: 1e6, cpus: 1, seconds: 30 };
const BOMB = tarOfFiles({ zeros: Buffer.alloc(60_000_000) });

describe.each(sandboxUsers().users)("A hostile archive, as $name", (user) => {
  const builds = openArchiveBuilds(user, LIMITS);
  // The first build puts the starter image into the store.
  beforeAll(() => builds.build(["FROM scratch", "COPY a /"], { a: Buffer.from("a") }));
  afterAll(() => builds.close());

  it.each(["gzip", "zstd", "bzip2", "xz"] satisfies Packing[])(
    "of %s that unpacks to more than the build may write ends the build, says so, and nothing of it stays",
    async (packing) => {
      const bomb = PACK[packing](BOMB);
      const before = [...builds.blobs.list()].length;
      const { problem } = await builds.build(["FROM scratch", "ADD bomb /"], { bomb });
      expect(problem).toMatchObject({ code: "build/disk", instruction: "ADD" });
      const [, packed, unpacked] =
        /bomb has (\d+) bytes and unpacked to at least (\d+)/.exec(problem?.detail ?? "") ?? [];
      expect(Number(packed)).toBe(bomb.length);
      expect(Number(unpacked)).toBeLessThanOrEqual(LIMITS.diskBytes);
      expect([...builds.blobs.list()].length).toBe(before + 2);
    },
  );

  it("that is uncompressed and all holes fills no disk: the size of its files counts, not their blocks", async () => {
    const { problem } = await builds.build(["FROM scratch", "ADD bomb /"], { bomb: BOMB });
    expect(problem).toMatchObject({ code: "build/disk", instruction: "ADD" });
  });

  it("that takes over its decompressor has no user's rights, and sees only the machine's programs", async () => {
    const sandbox = await openSandboxFixture(user);
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const tries = [
      "id -u",
      `ls ${sandbox.dir} 2>&1 | grep -c 'No such'`,
      "ls /proc | grep -c '^[0-9]'",
      "(: > /usr/mine) 2>&1 | grep -ciE 'read-only|denied'",
      `bash -c ': < /dev/tcp/127.0.0.1/${port}' 2>&1 | grep -i refused | wc -w | grep -cv ^0`,
      "unshare -U true 2>&1 | grep -ci 'not permitted'",
      "grep -c CapEff:.0000000000000000 /proc/self/status",
    ];
    const real = createLinuxExecutor({ launch: user.launch });
    let said = "";
    const unpack = decompressWith({
      // The real sandbox, running something other than the decompressor.
      executor: {
        ...real,
        start: (spec, canceled) => real.start({ ...spec, argv: ["sh", "-c", tries.join("; ")] }, canceled),
      },
      snapshots: { newUpper: () => newUpper(sandbox) },
      limits: LIMITS,
      budget: new BuildBudget(LIMITS),
      sharesLimits: async () => false,
      whyNoRun: async () => undefined,
    });
    const take = (piece: Uint8Array) => {
      said += Buffer.from(piece).toString();
      return true;
    };
    const content = [Buffer.from("hostile")];
    await unpack({ tool: "xz", content, take, signal: AbortSignal.timeout(30_000) });
    server.close();
    await sandbox.close();
    const [uid, ...held] = said.trim().split("\n");
    expect(uid).toBe("65534");
    expect(held.map(Number)).toEqual([1, expect.any(Number), 1, 1, 1, 1]);
    expect(Number(held[1])).toBeLessThan(8);
  });
});

function newUpper(sandbox: { newDir(name: string): string }) {
  const nothing = async () => undefined;
  return { upper: sandbox.newDir("upper"), work: sandbox.newDir("work"), keepAs: nothing, discard: nothing };
}
