import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { type SandboxUser, sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import type { Builder } from "../builder.ts";
import { createEmbeddedBuilder } from "./embeddedBuilder.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 200e6, outputBytes: 1e6, cpus: 2, seconds: 60 };
const SETTINGS = { registry: { mirrors: [] }, network: { mode: "none" as const, allow: [] }, limits: LIMITS };
/** Two thousand nested folders: each half is short enough for a path. */
const NEST = "piece=$(printf 'd/%.0s' $(seq 1000)); mkdir -p one/$piece two/$piece; mv one two/$piece";

function deepTrees(user: SandboxUser): void {
  let dataDir = "";
  let builder: Builder;
  const tmp = () => readdirSync(join(dataDir, "snapshots/tmp"));
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "strata-deep-"));
    mkdirSync(join(dataDir, "snapshots/tmp/0-1"), { recursive: true });
    execFileSync("sh", ["-c", `cd ${dataDir}/snapshots/tmp/0-1; ${NEST}`]);
    if (user.uid !== undefined) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, dataDir]);
    builder = createEmbeddedBuilder({ dataDir, ...SETTINGS }, user.launch);
  });
  afterEach(async () => {
    await builder.close();
    await removeTrees([dataDir]);
  });
  const build = (command: string) => {
    const job = { id: "b", workspace: "w", request: { dockerfileText: `FROM busybox\nRUN ${command}\n` } };
    return builder.build(job, () => undefined, new AbortController().signal);
  };

  it("fail a build with a clear problem, and are removed from disk, even those of a dead builder", async () => {
    const { problem } = await build(`mkdir /t; cd /t; ${NEST}`);
    expect(problem).toMatchObject({ code: "build/path-too-long", instruction: "RUN" });
    expect(problem?.detail).toContain("more than 3840 bytes");
    await expect.poll(tmp, { timeout: 30_000 }).toEqual([]);
    expect((await build(`mkdir /t; cd /t; ${NEST}; rm -r /t`)).problem).toBeUndefined();
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`folders too deep for a layer, as ${user.name}`, () => deepTrees(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
