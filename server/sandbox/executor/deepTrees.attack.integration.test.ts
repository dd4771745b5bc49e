import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunMount } from "./executor.ts";
import { measureTree } from "./measureTree.ts";
import { removeTrees } from "./removeTrees.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";
import { hasCompiler, programMount } from "./testProgram.ts";

const LIMITS = { memoryBytes: 512e6, processes: 100, diskBytes: 100e6, outputBytes: 1e6, seconds: 60 };

/** With fewer descriptors than folders, like a machine with more folders than a test can make. */
function withFewDescriptors(user: SandboxUser): SandboxUser {
  const launch: SandboxUser["launch"] = (command, args) => {
    const how = user.launch(command, args);
    return { command: "prlimit", args: ["--nofile=200", how.command, ...how.args] };
  };
  return { ...user, launch };
}

function deepTrees(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  let mounts: RunMount[];
  beforeAll(async () => {
    sandbox = await openSandboxFixture(user);
    mounts = hasCompiler ? [programMount(sandbox, "nest")] : [];
  });
  afterAll(() => sandbox.close());

  it.runIf(hasCompiler)("the disk limit counts what is written below 2,500 nested folders", async () => {
    const run = await sandbox.run("/nest 2500 120000000; sleep 20", { limits: LIMITS, mounts });
    expect(run.result).toEqual({ kind: "limit", limit: "disk" });
  });

  it.runIf(hasCompiler)(
    "2,500 nested folders end as no layer, are measured whole and go with one removal",
    async () => {
      const run = await sandbox.run(["/nest", "2500", "20000000"], { limits: LIMITS, mounts });
      expect(run.result).toEqual({ kind: "exit", code: 0 });
      await expect(run.layer()).rejects.toMatchObject({
        step: "too deep",
        message: expect.stringMatching(/^3840 bytes/),
      });
      expect(await measureTree(run.upper)).toBeGreaterThan(20_000_000 + 2_500 * 4096);
      await removeTrees([join(run.upper, "d")], user.launch);
      expect(existsSync(join(run.upper, "d"))).toBe(false);
    },
  );

  it("folders that are moved during measurement hide nothing for long", async () => {
    const script = `mkdir -p a/$(printf 'd/%.0s' $(seq 60)) b; cd a/$(printf 'd/%.0s' $(seq 40))
      (while :; do mv d/d ../moved; mv ../moved d/d; done 2>/dev/null) &
      dd if=/dev/zero of=d/d/d/d/d/big bs=1M count=120; sleep 20`;
    const run = await sandbox.run(script, { limits: LIMITS });
    expect(run.result).toEqual({ kind: "limit", limit: "disk" });
  });

  it("a path of 3,840 bytes is kept in the layer", async () => {
    const piece = `${"n".repeat(254)}/`;
    const run = await sandbox.run(`mkdir -p ${piece.repeat(15)}${"e".repeat(15)} && echo made`);
    expect(run.stdout).toBe("made\n");
    expect((await run.layer()).at(-1)?.path.length).toBe(15 * 255 + 15);
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`very deep trees, as ${user.name}`, () => deepTrees(withFewDescriptors(user)));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!hasCompiler) it.skip("NOT TESTED HERE: 2,500 nested folders, because there is no C compiler");
