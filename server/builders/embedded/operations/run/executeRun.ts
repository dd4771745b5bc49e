import type { ProblemCode } from "#contract/problem.ts";
import { openFileTree } from "#server/images/fileTree.ts";
import type { WrittenLayer } from "#server/images/layerWriter.ts";
import { problemError } from "#server/images/problemError.ts";
import type { RunCommand, RunRequest } from "../../engine/runCommand.ts";
import type { LimitKind, RunLimits, RunResult, RunSpec } from "../../executor/executor.ts";
import { scanUpper } from "../../executor/scanUpper.ts";
import { writeUpper } from "../../layer/writeUpper.ts";
import type { RunOperation } from "../../plan/operation.ts";
import { resolveExecUser } from "../users.ts";
import type { MountSet } from "./mountSet.ts";
import { prepareMounts } from "./runMounts.ts";
import type { RunTools } from "./runTools.ts";

const HOSTNAME = "buildkitsandbox";

const LIMIT_PROBLEMS: Record<LimitKind, { code: ProblemCode; what: string }> = {
  memory: { code: "build/memory", what: "used more memory than it may have" },
  processes: { code: "build/processes", what: "started more processes than it may have" },
  disk: { code: "build/disk", what: "wrote more than it may" },
  output: { code: "build/output", what: "printed more than it may" },
  time: { code: "build/timeout", what: "ran longer than it may" },
};

function commandText(operation: RunOperation): string {
  return `process ${JSON.stringify(operation.argv.join(" "))}`;
}

function limitText(limit: LimitKind, limits: RunLimits): string {
  const { memoryBytes = 0, processes = 0, diskBytes = 0, outputBytes = 0, seconds = 0 } = limits;
  const shown = (bytes: number) => (bytes >= 1e9 ? `${bytes / 1e9} GB` : `${Math.round(bytes / 1e6)} MB`);
  return {
    memory: shown(memoryBytes),
    processes: String(processes),
    disk: shown(diskBytes),
    output: shown(outputBytes),
    time: `${seconds} s`,
  }[limit];
}

function adviceFor(code: number): string {
  if (code === 127) return "The command was not found: check its name, or install it in an earlier RUN.";
  if (code === 126) return "The file can't be executed: give it the mode x, or check its #! line and its architecture.";
  if (code === 137) return "It was killed: the usual reason is memory.";
  return "Read the last lines of its output: they say what went wrong.";
}

function checkResult(result: RunResult, request: RunRequest, limits: RunLimits): void {
  const { operation, signal } = request;
  const lastLines = request.lastLines();
  switch (result.kind) {
    case "canceled":
      signal.throwIfAborted();
      throw new Error("a run was canceled that nobody canceled");
    case "limit": {
      const { code, what } = LIMIT_PROBLEMS[result.limit];
      const detail = `${commandText(operation)} ${what} (${limitText(result.limit, limits)}).`;
      throw problemError(code, detail, { lastLines, next: "Let the command do less, or ask the operator for more." });
    }
    case "not-started":
      throw problemError("build/run-failed", `${commandText(operation)} could not be started: ${result.message}`, {
        exitCode: result.code,
        next: adviceFor(result.code),
      });
    case "exit": {
      if (result.code === 0) return;
      const detail = `${commandText(operation)} did not complete successfully: exit code: ${result.code}`;
      throw problemError("build/run-failed", detail, {
        exitCode: result.code,
        lastLines,
        next: adviceFor(result.code),
      });
    }
  }
}

function networkOf(tools: RunTools, operation: RunOperation): RunSpec["network"] {
  if (operation.network === "none") return "none";
  if (operation.network === "default" || tools.network === "host") return tools.network;
  if (tools.allowHost) return "host";
  throw problemError("build/unsupported", "network.host is not allowed", {
    next: "Leave out --network=host: this builder never gives a command the machine's own network.",
  });
}

async function runSpec(
  tools: RunTools,
  request: RunRequest,
  set: MountSet,
): Promise<Omit<RunSpec, "upperDir" | "workDir">> {
  const { operation, layers } = request;
  const { script } = operation;
  const { uid, gid, groups } = resolveExecUser(tools.blobs, openFileTree(tools.blobs, layers), operation.user);
  const network = networkOf(tools, operation);
  const attachNetwork = network === "filtered" ? await tools.attachNetwork?.(request) : undefined;
  const mounts = [...set.mounts];
  if (script !== undefined) {
    const content = Buffer.from(script.text);
    mounts.push({ type: "file", content, target: `/dev/pipes/${script.name}`, mode: 0o755, uid: 0, gid: 0 });
  }
  return {
    lowerDirs: await tools.snapshots.lowerDirs(layers),
    argv: operation.argv,
    env: [...operation.env, ...set.env],
    cwd: operation.cwd,
    uid,
    gid,
    groups,
    hostname: HOSTNAME,
    network,
    mounts,
    limits: tools.limits,
    ...(attachNetwork !== undefined && { attachNetwork }),
  };
}

async function runOnce(tools: RunTools, request: RunRequest, set: MountSet): Promise<WrittenLayer> {
  const spec = await runSpec(tools, request, set);
  const folder = tools.snapshots.newUpper();
  try {
    const result = await tools.executor.run(
      { ...spec, upperDir: folder.upper, workDir: folder.work },
      request.onOutput,
      request.signal,
    );
    checkResult(result, request, tools.limits);
    const written = await writeUpper(
      tools.blobs,
      folder.upper,
      await scanUpper(folder.upper, request.signal),
      request.signal,
    );
    await folder.keepAs(written.diffId);
    return written;
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

/** Executes RUNs: layers mounted, command run, what it changed written as a layer and kept unpacked. */
export function runCommandWith(tools: RunTools): RunCommand {
  return async (request) => {
    const set = await prepareMounts(tools, request);
    try {
      return await runOnce(tools, request, set);
    } finally {
      await Promise.all(set.cleanups.map((cleanup) => cleanup()));
    }
  };
}
