import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { Duplex, Readable, Writable } from "node:stream";
import type { Executor, LimitKind, ProbeResult, RunResult, RunSpec, StartedRun, TerminalSize } from "./executor.ts";
import { probeSandbox } from "./probe.ts";
import { SandboxError } from "./sandboxError.ts";
import { enterSandboxUser, type Launch, runHelper, sandboxHelperPath } from "./sandboxHelper.ts";
import { encodeSandboxSpec } from "./sandboxSpec.ts";
import { settledRun } from "./settledRun.ts";
import { nulCharacterIn, startFailure } from "./startFailure.ts";

export interface LinuxExecutorOptions {
  /** False only in tests of what happens without them. */
  readonly useCgroups?: boolean;
  /** Another user than this process's; also for tests. */
  readonly launch?: Launch;
  /** Where the probe mounts test layers: on the file system of the layers. */
  readonly scratchDir?: string;
}

/** Descriptor 3 of the helper: it reports how the run ended and takes signals; closing it ends the run. */
const CONTROL = 3;
const WIRE = 4;
/** The command's stdin. */
const INPUT = 5;
/** The helper ends a run in a few milliseconds; if it does not, it is killed together with the run. */
const PATIENCE_MS = 1500;
const LIMITS: Readonly<Record<string, LimitKind>> = {
  memory: "memory",
  processes: "processes",
  cpu: "cpu",
  disk: "disk",
  output: "output",
  time: "time",
};

/** Runs commands in namespaces of their own, through the helper in sandbox/. */
export function createLinuxExecutor(options: LinuxExecutorOptions = {}): Executor {
  let probed: Promise<ProbeResult> | undefined;
  const start: Executor["start"] = (spec, canceled) => startSandbox(spec, canceled, options);
  return {
    probe: () => {
      probed ??= probeSandbox({ start }, options);
      return probed;
    },
    start,
    leaveGroup: (group) => runHelper(["leave", group], [], () => {}, undefined, options.launch),
  };
}

function startSandbox(spec: RunSpec, canceled: AbortSignal, options: LinuxExecutorOptions): StartedRun {
  const { useCgroups = true, launch = enterSandboxUser } = options;
  if (canceled.aborted) return settledRun(Promise.resolve({ kind: "canceled" }));
  const helper = sandboxHelperPath();
  if (helper === undefined) {
    return settledRun(Promise.reject(new SandboxError("start", "There is no sandbox helper for this machine.")));
  }
  const nul = nulCharacterIn(spec);
  if (nul !== undefined) {
    return settledRun(Promise.resolve(notStarted("spec", `invalid argument: ${nul} has a NUL character`)));
  }
  const how = launch(helper, ["run"]);
  const child = spawnHelper(how, spec);
  child.stdin.on("error", () => {}); // The result says why it did not read.
  child.stdin.end(encodeSandboxSpec(spec, { hostResolvConf: hostResolvConf(), useCgroups }));
  const control = child.stdio[CONTROL];
  const tell = (bytes: Uint8Array) => {
    if (control instanceof Writable && control.writable) control.write(bytes);
  };
  const stdin = child.stdio.at(INPUT);
  const result = sandboxResult(child, spec, canceled);
  result.catch(() => {}); // The caller gets the rejection.
  return {
    ...(stdin instanceof Writable && { stdin: ignoringErrors(stdin) }),
    ...(child.pid !== undefined && { helper: child.pid }),
    output: { stdout: child.stdout, stderr: child.stderr },
    signal: (name) => tell(Uint8Array.of(constants.signals[name])),
    resize: (size) => tell(resizeMessage(size)),
    wait: () => result,
  };
}

/** See sandbox/source/terminal.c. */
function resizeMessage({ columns, rows }: TerminalSize): Uint8Array {
  const bytes = Buffer.alloc(5, 255);
  bytes.writeUInt16LE(columns, 1);
  bytes.writeUInt16LE(rows, 3);
  return bytes;
}

function spawnHelper({ command, args }: ReturnType<Launch>, spec: RunSpec): ChildProcessWithoutNullStreams {
  const wire = spec.network === "filtered" ? "pipe" : "ignore";
  const input = spec.stdin === "pipe" ? "pipe" : "ignore";
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe", "pipe", wire, input], env: {}, cwd: "/" });
  if (hasStreams(child)) return child;
  throw new SandboxError("start", "The sandbox helper was started without streams.");
}

function hasStreams(child: ChildProcess): child is ChildProcessWithoutNullStreams {
  return child.stdin !== null && child.stdout !== null && child.stderr !== null;
}

/** Data sent after the other side has closed is dropped. */
function ignoringErrors<Stream extends Writable>(stream: Stream): Stream {
  stream.on("error", () => {});
  return stream;
}

async function sandboxResult(
  child: ChildProcessWithoutNullStreams,
  spec: RunSpec,
  canceled: AbortSignal,
): Promise<RunResult> {
  const ended = helperEnd(child);
  const control = child.stdio[CONTROL];
  const told = new ControlLines(spec);
  if (control instanceof Readable) {
    control.on("data", (bytes: Buffer) => told.take(bytes.toString()));
    control.on("error", () => {});
  }
  const [wire, input] = [child.stdio[WIRE], child.stdio.at(INPUT)];
  attachWire(spec, wire);
  // Frames still on the wire are then dropped; unread, they would keep the child from closing.
  void ended
    .catch(() => {})
    .then(() => {
      wire?.destroy();
      input?.destroy();
    });
  const cancel = () => {
    if (control instanceof Duplex) control.end();
    setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS).unref();
  };
  canceled.addEventListener("abort", cancel, { once: true });
  await ended.finally(() => canceled.removeEventListener("abort", cancel));
  return canceled.aborted ? { kind: "canceled" } : readVerdict(told.verdict);
}

/** The helper's lines on its control descriptor: usage, and finally the result. */
class ControlLines {
  /** The last line that is not about usage. */
  verdict = "";
  readonly #listener: Pick<RunSpec, "onUse" | "onDevice">;
  #rest = "";

  constructor(listener: Pick<RunSpec, "onUse" | "onDevice">) {
    this.#listener = listener;
  }

  take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    const [word, number] = line.split("\t");
    const { onUse, onDevice } = this.#listener;
    if (word === "disk") onUse?.({ diskBytes: Number(number) });
    else if (word === "lasting") onUse?.({ lastingBytes: Number(number) });
    else if (word === "cpu") onUse?.({ cpuSeconds: Number(number) / 1000 });
    else if (word === "device") onDevice?.();
    else this.verdict = line;
  }
}

/** Resolves when the helper has closed its ends: the run is over then, and its last output has been read. */
async function helperEnd(child: ChildProcess): Promise<void> {
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (cause) =>
      reject(new SandboxError("start", "The sandbox helper could not be started.", { cause })),
    );
  });
  const ends = [child.stdout, child.stderr, child.stdio[CONTROL]].map(
    (stream) => new Promise<void>((resolve) => stream?.once("end", resolve).once("close", resolve)),
  );
  await Promise.race([failed, Promise.all(ends)]);
}

function attachWire(spec: RunSpec, wire: unknown): void {
  if (!(wire instanceof Duplex)) return;
  wire.on("error", () => {});
  if (spec.attachNetwork === undefined) wire.resume();
  else spec.attachNetwork(wire);
}

function hostResolvConf(): string {
  try {
    return readFileSync("/etc/resolv.conf", "utf8");
  } catch {
    return "";
  }
}

/** The helper's last line, fields separated by tabs: see sandbox/source/run.c. Throws a SandboxError on its own failure. */
function readVerdict(verdict: string): RunResult {
  const [word, first = "", ...rest] = verdict.trimEnd().split("\t");
  const limit = LIMITS[first];
  if (word === "exit") return { kind: "exit", code: Number(first) };
  if (word === "signal") return { kind: "exit", code: 128 + Number(first), signal: signalName(Number(first)) };
  if (word === "limit" && limit !== undefined) return { kind: "limit", limit };
  if (word === "not-started") return { kind: "not-started", code: Number(first), message: rest.join("\t") };
  if (word === "canceled") return { kind: "canceled" };
  if (word === "error") return failedStart(first, rest.join("\t"));
  throw new SandboxError("died", "The sandbox helper exited without a result.");
}

function failedStart(step: string, message: string): RunResult {
  const why = startFailure(step, message);
  if (why === undefined) throw new SandboxError(step, message);
  return notStarted(step, why);
}

function notStarted(step: string, message: string): RunResult {
  return { kind: "not-started", code: 1, step, message };
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}
