import * as fs from "node:fs";
import { join } from "node:path";
import { problemError } from "#contract/problemError.ts";
import type { RunMount, RunResult } from "#server/sandbox/executor/executor.ts";
import { limitProblem } from "../../limits/limitProblem.ts";
import { type RunWithin, runInTurn } from "../run/runWithin.ts";
import type { DecompressionTool, DecompressWithTool, ToolRequest } from "./decompressionTool.ts";

const PATH = ["/usr/local/bin", "/usr/bin", "/bin"];
/** The folders of programs and their libraries; the cache names libraries that are elsewhere. */
const SYSTEM = ["usr", "bin", "lib", "lib64", "etc/ld.so.cache"];
/** Nobody in particular: root of the sandbox could do more. */
const NOBODY = 65_534;
const INPUT = "archive";
const MAX_COMPLAINT = 1000;

/**
 * An archive may know a way to take over the program that unpacks it: that runs as a RUN does, in the sandbox and the
 * limits of its build, as nobody, with nothing around it but the machine's programs, read-only.
 */
export function decompressWith(tools: RunWithin & { whyNoRun: () => Promise<string | undefined> }): DecompressWithTool {
  return async (request) => {
    const { tool, content } = request;
    if (!PATH.some((folder) => fs.existsSync(join(folder, tool)))) throw missing(tool);
    const why = await tools.whyNoRun();
    if (why !== undefined) throw unsupported(tool, why);
    const folder = tools.snapshots.newUpper();
    try {
      fs.chmodSync(folder.upper, 0o755);
      writeInput(join(folder.upper, INPUT), content);
      return await run(tools, request, { upper: folder.upper, work: folder.work });
    } finally {
      await folder.discard();
    }
  };
}

function writeInput(path: string, content: Iterable<Uint8Array>): void {
  const fd = fs.openSync(path, "wx", 0o644);
  try {
    for (const piece of content) fs.writeSync(fd, piece);
    fs.fchmodSync(fd, 0o644);
  } finally {
    fs.closeSync(fd);
  }
}

/** The machine's own folders; if it has links in their place, links. */
function systemMounts(upper: string): RunMount[] {
  return SYSTEM.flatMap((path): RunMount[] => {
    const source = `/${path}`;
    const stat = fs.lstatSync(source, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), join(upper, path));
    return stat?.isDirectory() || stat?.isFile() ? [{ type: "bind", source, target: source, readOnly: true }] : [];
  });
}

async function run(
  tools: RunWithin,
  { tool, take, signal }: ToolRequest,
  { upper, work }: { upper: string; work: string },
): Promise<Error | undefined> {
  const enough = new AbortController();
  let failure: unknown;
  let complaint = "";
  const onOutput = (stream: "stdout" | "stderr", bytes: Uint8Array) => {
    if (stream === "stderr" && complaint.length < MAX_COMPLAINT) complaint += Buffer.from(bytes).toString();
    if (stream === "stderr" || enough.signal.aborted) return;
    try {
      if (!take(bytes)) enough.abort();
    } catch (error) {
      failure = error;
      enough.abort();
    }
  };
  const running = { signal: AbortSignal.any([signal, enough.signal]), onOutput, isContent: true };
  const result = await runInTurn(tools, running, {
    lowerDirs: [],
    upperDir: upper,
    workDir: work,
    argv: [tool, "-dc", INPUT],
    env: [`PATH=${PATH.join(":")}`, "HOME=/"],
    cwd: "/",
    uid: NOBODY,
    gid: NOBODY,
    groups: [],
    hostname: tool,
    network: "none",
    mounts: systemMounts(upper),
    group: tools.budget.group,
  });
  signal.throwIfAborted();
  if (failure !== undefined) throw failure;
  return enough.signal.aborted ? undefined : damageOf(tools, tool, result, complaint);
}

function damageOf(tools: RunWithin, tool: DecompressionTool, result: RunResult, complaint: string): Error | undefined {
  if (result.kind === "limit") throw limitProblem(result.limit, { who: tool, limits: tools.limits, lastLines: [] });
  if (result.kind === "not-started") throw unsupported(tool, result.message);
  if (result.kind === "exit" && result.code === 0) return undefined;
  const [line = ""] = complaint.split("\n", 1);
  return new Error(line === "" ? `${tool} failed` : line.replace(`${INPUT}: `, ""));
}

const NEXT = "Compress it with gzip or zstd, or COPY it and unpack it in a RUN.";

function missing(tool: DecompressionTool) {
  return unsupported(tool, `${tool} is not installed.`);
}

function unsupported(tool: DecompressionTool, why: string) {
  return problemError("build/unsupported", `ADD can't unpack ${tool} archives: ${why}`, { next: NEXT });
}
