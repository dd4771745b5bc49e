import type { RunOperation } from "#dockerfile/steps/operation.ts";
import { openFileTree } from "#server/images/fileTree.ts";
import type { WrittenLayer } from "#server/images/layerWriter.ts";
import { problemError } from "#server/images/problemError.ts";
import type { LimitKind, RunLimits, RunResult, RunSpec, RunUse } from "../../executor/executor.ts";
import { SandboxError } from "../../executor/sandboxError.ts";
import { scanUpper } from "../../executor/scanUpper.ts";
import { writeUpper } from "../../layer/writeUpper.ts";
import { limitProblem } from "../../limits/limitProblem.ts";
import type { RunCommand, RunRequest } from "../../session/runCommand.ts";
import { resolveExecUser } from "../users.ts";
import type { MountSet } from "./mountSet.ts";
import { endMounts, prepareMounts } from "./runMounts.ts";
import type { RunTools } from "./runTools.ts";

const HOSTNAME = "buildkitsandbox";

function commandText(operation: RunOperation): string {
  return `process ${JSON.stringify(operation.argv.join(" "))}`;
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
    case "limit":
      throw limitProblem(result.limit, { who: commandText(operation), limits, lastLines });
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
): Promise<Omit<RunSpec, "upperDir" | "workDir" | "limits">> {
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
    group: tools.budget.group,
    ...(attachNetwork !== undefined && { attachNetwork }),
  };
}

type Spec = Omit<RunSpec, "limits" | "onUse">;

/** Runs it with what the build has left; what RUNs side by side use together may end it. */
async function runWithin({ executor, budget }: RunTools, request: RunRequest, spec: Spec): Promise<RunResult> {
  const account = budget.startRun();
  const passed = new AbortController();
  let limit: LimitKind | undefined;
  const check = (kind: LimitKind | undefined) => {
    if (kind === undefined) return;
    limit ??= kind;
    passed.abort();
  };
  const take: RunRequest["onOutput"] = (stream, bytes) => {
    if (limit === undefined) request.onOutput(stream, bytes);
    check(account.print(bytes.length));
  };
  try {
    const within = { ...spec, limits: account.limits, onUse: (use: RunUse) => check(account.use(use)) };
    const result = await executor.run(within, take, AbortSignal.any([request.signal, passed.signal]));
    return result.kind === "canceled" && limit !== undefined ? { kind: "limit", limit } : result;
  } finally {
    account.end();
  }
}

async function runInTurn(tools: RunTools, request: RunRequest, spec: Spec): Promise<RunResult> {
  const done = (await tools.sharesLimits()) ? undefined : await tools.budget.alone();
  try {
    return await runWithin(tools, request, spec);
  } finally {
    done?.();
  }
}

/** A mount's `source` that is not there is seen only when all is mounted. */
function missingSource(error: unknown, { operation }: RunRequest): Error | undefined {
  if (!(error instanceof SandboxError) || error.step !== "mount source") return undefined;
  const why = error.message.replace("No such file", "no such file");
  return problemError("build/source-missing", `${commandText(operation)} could not be started: open ${why}`, {
    next: "Check the mount's source: it is looked up in what the mount comes from.",
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
    throw missingSource(error, request) ?? error;
  }
}

/** Executes RUNs: layers mounted, command run, what it changed written as a layer and kept unpacked. */
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
