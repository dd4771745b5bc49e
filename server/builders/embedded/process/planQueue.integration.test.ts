import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { enterSandboxUser } from "#server/sandbox/executor/sandboxHelper.ts";
import { BuilderPool } from "./builderPool.ts";
import { PlanQueue } from "./planQueue.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 30e6, outputBytes: 1e6, cpus: 2, seconds: 60 };

/** Plans take time in proportion to the text: this one takes seconds, what a person writes milliseconds. */
const SLOW = `FROM scratch\n${`LABEL ${"name=value ".repeat(1000)}\n`.repeat(4_000)}`;
const PATIENCE_MS = 500;

it("gives up on a Dockerfile designed to be slow, and answers the requests queued behind it", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "strata-plans-"));
  const settings = {
    dataDir,
    registry: { mirrors: [] },
    network: { mode: "none" as const, allow: [] },
    limits: LIMITS,
  };
  const pool = new BuilderPool(settings, enterSandboxUser);
  const plans = new PlanQueue(pool, PATIENCE_MS);
  const never = new AbortController().signal;
  const ask = (dockerfileText: string) => plans.plan({ workspace: "w", request: { dockerfileText } }, never);
  const slow = expect(ask(SLOW)).rejects.toMatchObject({ problem: { code: "request/too-large" } });
  const next = ask("FROM busybox\nRUN x\n");
  await slow;
  expect((await next).steps.map(({ outlook }) => outlook)).toEqual(["cached", "runs"]);
  await pool.close();
  rmSync(dataDir, { recursive: true, force: true });
});
