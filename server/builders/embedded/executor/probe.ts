import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import type { Executor, ProbeDetails, ProbeResult, RunSpec } from "./executor.ts";
import { explainSandboxFailure } from "./explainSandboxFailure.ts";
import { SandboxError } from "./sandboxError.ts";
import { runHelper } from "./sandboxHelper.ts";

const MEBIBYTE = 1024 * 1024;

/**
 * Runs a sandbox once, for real: its command does not exist, so that no image is needed, and to be told so means that
 * everything before the command worked.
 */
export async function probeSandbox(run: Executor["run"]): Promise<ProbeResult> {
  const dir = mkdtempSync(join(tmpdir(), "strata-probe-"));
  try {
    await sweepLeftovers();
    await mkdir(join(dir, "upper"));
    await mkdir(join(dir, "work"));
    const result = await run(emptyRun(dir), () => {}, AbortSignal.timeout(10_000));
    if (result.kind === "not-started") return { ok: true, details: await probeDetails() };
    return { ok: false, reason: `A trial run in a sandbox ended unexpectedly (${result.kind}).`, waysOut: [] };
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return { ok: false, ...explainSandboxFailure(error) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function sweepLeftovers(): Promise<void> {
  await runHelper(["sweep"], [], () => {});
}

function emptyRun(dir: string): RunSpec {
  return {
    lowerDirs: [],
    upperDir: join(dir, "upper"),
    workDir: join(dir, "work"),
    argv: ["strata-probe"],
    env: ["PATH=/bin"],
    cwd: "/",
    uid: 0,
    gid: 0,
    groups: [],
    hostname: "probe",
    network: "none",
    mounts: [],
    limits: { memoryBytes: 256 * MEBIBYTE, processes: 32, seconds: 10 },
  };
}

async function probeDetails(): Promise<ProbeDetails> {
  return { identity: identity(), limitedBy: limitedBy(), kernel: release() };
}

function identity(): ProbeDetails["identity"] {
  if (process.geteuid?.() !== 0) return "single";
  const ids = readFileSync("/proc/self/uid_map", "utf8")
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const count = ids.reduce((sum, [, , length = 0]) => sum + length, 0);
  if (count > 4_000_000_000) return "root";
  return count > 1 ? "subordinate" : "single";
}

function limitedBy(): ProbeDetails["limitedBy"] {
  return "watching";
}
