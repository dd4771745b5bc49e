import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import type { Executor, ProbeDetails, ProbeResult, RunSpec } from "./executor.ts";
import { explainSandboxFailure } from "./explainSandboxFailure.ts";
import { runToEnd } from "./runToEnd.ts";
import { SandboxError } from "./sandboxError.ts";
import { type Launch, runHelper } from "./sandboxHelper.ts";
import { rootOutside } from "./sandboxIds.ts";

const MEBIBYTE = 1024 * 1024;
const PREFIX = "strata-probe-";
/** A probe normally takes far less. */
const STALE_MS = 60_000;

export interface ProbeOptions {
  readonly launch?: Launch;
  /** On the file system that the layers will be on. */
  readonly scratchDir?: string;
}

/**
 * Runs a sandbox once, for real: its command does not exist, so no image is needed, and the error for that means that
 * everything before the command worked.
 */
export async function probeSandbox(
  executor: Pick<Executor, "start">,
  options: ProbeOptions = {},
): Promise<ProbeResult> {
  const { launch, scratchDir = tmpdir() } = options;
  const dir = mkdtempSync(join(scratchDir, PREFIX));
  try {
    removeStale(scratchDir);
    await runHelper(["sweep"], [], () => {}, undefined, launch);
    for (const name of ["upper", "work"]) {
      await mkdir(join(dir, name));
      // The sandbox may run as another user than this process.
      chmodSync(join(dir, name), 0o777);
    }
    chmodSync(dir, 0o755);
    const result = await runToEnd(executor, emptyRun(dir), () => {}, AbortSignal.timeout(10_000));
    const isReady = result.kind === "not-started" && result.step === undefined;
    if (isReady) return { ok: true, details: await probeDetails(launch) };
    const why = result.kind === "not-started" ? result.message : result.kind;
    return { ok: false, reason: `A test run in a sandbox failed (${why}).`, waysOut: [] };
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return { ok: false, ...explainSandboxFailure(error) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Removes folders of probes whose process was killed. */
function removeStale(scratchDir: string): void {
  for (const name of readdirSync(scratchDir)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(scratchDir, name);
    try {
      if (Date.now() - statSync(path).mtimeMs > STALE_MS) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's, or already removed.
    }
  }
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

/** The helper answers with two words: how many ids are mapped, and what limits memory and processes. */
async function probeDetails(launch?: Launch): Promise<ProbeDetails> {
  let answer = "";
  const take = (bytes: Uint8Array) => {
    answer += Buffer.from(bytes).toString();
  };
  await runHelper(["about"], [], take, undefined, launch);
  const [ids = "", limitedBy = ""] = answer.trim().split(" ");
  return {
    identity: Number(ids) > 4_000_000_000 ? "root" : Number(ids) > 1 ? "subordinate" : "single",
    limitedBy: limitedBy === "cgroup1" || limitedBy === "cgroup2" ? limitedBy : "watching",
    containerRoot: rootOutside(),
    kernel: release(),
  };
}
