import { FAILURE_ADVICE, runAdvice } from "#contract/failureAdvice.ts";
import { problemError } from "#contract/problemError.ts";
import type { RunOperation } from "#dockerfile/steps/operation.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { scanUpper } from "#server/rootfs/scanUpper.ts";
import { accountFilesOf, resolveExecUser } from "#server/rootfs/users.ts";
import { writeUpper } from "#server/rootfs/writeUpper.ts";
import type { RunLimits, RunResult, RunSpec } from "#server/sandbox/executor/executor.ts";
import { SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import { limitProblem } from "../../limits/limitProblem.ts";
import type { RunCommand, RunRequest } from "../../session/runCommand.ts";
import type { MountSet } from "./mountSet.ts";
import { endMounts, prepareMounts } from "./runMounts.ts";
import { type RunTools, unpackedLayers } from "./runTools.ts";
import { runInTurn } from "./runWithin.ts";

const HOSTNAME = "buildkitsandbox";
const DEVICE_NOTE =
  "Strata: devices can't be opened during a build. A device made by mknod is an empty file here and a device in the image.\n";

function commandText(operation: RunOperation): string {
  return `process ${JSON.stringify(operation.argv.join(" "))}`;
}

const START_ADVICE = "Check that the paths and the user named by WORKDIR, USER, and --mount exist in the image.";

const CRLF_ADVICE =
  "The script has Windows line breaks (CRLF), and the shell takes each \\r as a part of the line. Save the Dockerfile with LF.";

/** Bodies of heredocs keep their line breaks; those of other lines are removed. */
function hasCarriageReturns({ argv, script }: RunOperation): boolean {
  return [script?.text ?? "", ...argv].some((text) => text.includes("\r\n"));
}

function adviceFor(code: number, operation: RunOperation, words?: string): string {
  return hasCarriageReturns(operation) ? CRLF_ADVICE : runAdvice(code, words);
}

function checkResult(result: RunResult, request: RunRequest, limits: RunLimits): void {
  const { operation, signal } = request;
  const lastLines = request.lastLines();
  switch (result.kind) {
    case "canceled":
      signal.throwIfAborted();
      throw new Error("a run ended as canceled without being canceled");
    case "limit":
      throw limitProblem(result.limit, { who: commandText(operation), limits, lastLines });
    case "not-started":
      throw problemError("build/run-failed", `${commandText(operation)} could not be started: ${result.message}`, {
        exitCode: result.code,
        next: result.step === undefined ? adviceFor(result.code, operation, result.message) : START_ADVICE,
      });
    case "exit": {
      if (result.code === 0) return;
      const detail = `${commandText(operation)} did not complete successfully: exit code: ${result.code}`;
      throw problemError("build/run-failed", detail, {
        exitCode: result.code,
        lastLines,
        next: adviceFor(result.code, operation),
      });
    }
  }
}

function networkOf(tools: RunTools, operation: RunOperation): RunSpec["network"] {
  if (operation.network === "none") return "none";
  if (operation.network === "default" || tools.network === "host") return tools.network;
  if (tools.allowHost) return "host";
  throw problemError("build/unsupported", "network.host is not allowed", {
    next: FAILURE_ADVICE.hostNetwork,
  });
}

async function runSpec(
  tools: RunTools,
  request: RunRequest,
  set: MountSet,
): Promise<Omit<RunSpec, "upperDir" | "workDir" | "limits">> {
  const { operation, layers } = request;
  const { script } = operation;
  const { uid, gid, groups } = resolveExecUser(
    accountFilesOf(tools.blobs, openFileTree(tools.blobs, layers)),
    operation.user,
  );
  const network = networkOf(tools, operation);
  const attachNetwork = network === "filtered" ? await tools.attachNetwork?.(request) : undefined;
  const mounts = [...set.mounts];
  if (script !== undefined) {
    const content = Buffer.from(script.text);
    mounts.push({ type: "file", content, target: `/dev/pipes/${script.name}`, mode: 0o755, uid: 0, gid: 0 });
  }
  return {
    lowerDirs: await unpackedLayers(tools, layers),
    argv: operation.argv,
    env: [...operation.env, ...set.env],
    cwd: operation.cwd,
    uid,
    gid,
    groups,
    hostname: HOSTNAME,
    network,
    mounts,
    group: tools.budget.group,
    onDevice: () => request.onOutput("stderr", Buffer.from(DEVICE_NOTE)),
    ...(attachNetwork !== undefined && { attachNetwork }),
  };
}

/** A missing `source` of a mount is noticed only after everything is mounted. */
function missingSource(error: unknown, { operation }: RunRequest): Error | undefined {
  if (!(error instanceof SandboxError) || error.step !== "mount source") return undefined;
  const why = error.message.replace("No such file", "no such file");
  return problemError("build/source-missing", `${commandText(operation)} could not be started: open ${why}`, {
    next: "Check the source of the mount. It is relative to the mount's `from`, or else to the context.",
  });
}

/** What Docker silently leaves out of the layer. */
function pathTooLong(error: unknown, { operation }: RunRequest): Error | undefined {
  if (!(error instanceof SandboxError) || error.step !== "too deep") return undefined;
  const detail = `${commandText(operation)} left folders nested so deeply that a path has more than ${error.message}`;
  return problemError("build/path-too-long", detail, {
    next: "Remove them in the command, or nest folders less deeply.",
  });
}

async function runOnce(tools: RunTools, request: RunRequest, set: MountSet): Promise<WrittenLayer> {
  const { blobs, snapshots, limits } = tools;
  const { signal } = request;
  const spec = await runSpec(tools, request, set);
  const folder = snapshots.newUpper();
  try {
    const result = await runInTurn(tools, request, { ...spec, upperDir: folder.upper, workDir: folder.work });
    checkResult(result, request, limits);
    const written = await writeUpper(blobs, folder.upper, await scanUpper(folder.upper, signal), signal);
    await folder.keepAs(written.diffId);
    return written;
  } catch (error) {
    await folder.discard();
    throw missingSource(error, request) ?? pathTooLong(error, request) ?? error;
  }
}

/** Executes RUNs: mounts layers, runs the command, and writes its changes as a layer that is kept unpacked. */
export function runCommandWith(tools: RunTools): RunCommand {
  return async (request) => {
    const set = await prepareMounts(tools, request);
    try {
      return await runOnce(tools, request, set);
    } finally {
      await endMounts(set);
    }
  };
}
