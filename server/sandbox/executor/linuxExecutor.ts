import { readFileSync } from "node:fs";
import { Duplex, Writable } from "node:stream";
import { askSandbox } from "./askSandbox.ts";
import type { Executor, ProbeResult, RunResult, RunSpec, StartedRun } from "./executor.ts";
import { HelperControl, notStarted, readVerdict } from "./helperControl.ts";
import { CONTROL, DOOR, helperEnd, INPUT, ignoringErrors, spawnHelper, WIRE } from "./helperProcess.ts";
import { probeSandbox } from "./probe.ts";
import { SandboxError } from "./sandboxError.ts";
import { enterSandboxUser, type Launch, runHelper, sandboxHelperPath } from "./sandboxHelper.ts";
import { encodeSandboxSpec } from "./sandboxSpec.ts";
import { settledCommand, settledRun } from "./settledRun.ts";
import { STOPPED, startExec } from "./startExec.ts";
import { nulCharacterIn } from "./startFailure.ts";
import { sweepSandboxes } from "./sweepSandboxes.ts";

export interface LinuxExecutorOptions {
  /** False only in tests of what happens without them. */
  readonly useCgroups?: boolean;
  /** Another user than this process's; also for tests. */
  readonly launch?: Launch;
  /** Where the probe mounts test layers: on the file system of the layers. */
  readonly scratchDir?: string;
}

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
  const more = [
    spec.network === "filtered" ? "pipe" : "ignore",
    spec.stdin === "pipe" ? "pipe" : "ignore",
    spec.container ? "pipe" : "ignore",
  ] as const;
  const specification = encodeSandboxSpec(spec, { hostResolvConf: hostResolvConf(), useCgroups });
  const child = spawnHelper(launch(helper, ["run"]), specification, more);
  const onDevice = once(spec.onDevice);
  const control = new HelperControl(child.stdio[CONTROL], { ...spec, onDevice });
  const [wire, stdin, door] = [child.stdio[WIRE], child.stdio.at(INPUT), child.stdio.at(DOOR)];
  if (door instanceof Writable) ignoringErrors(door);
  attachWire(spec, wire);
  // Frames still on the wire are dropped at the end.
  const result = helperEnd(child, canceled, () => control.end(), [wire, stdin, door]).then(
    async (): Promise<RunResult> => {
      // It was killed; what it can't do any more: its control groups, with what may be paused in them.
      if (control.verdict === "") await sweepSandboxes(launch);
      return canceled.aborted ? { kind: "canceled" } : readVerdict(control.verdict);
    },
  );
  result.catch(() => {}); // The caller gets the rejection.
  return {
    ...(stdin instanceof Writable && { stdin: ignoringErrors(stdin) }),
    ...(child.pid !== undefined && { helper: child.pid }),
    output: { stdout: child.stdout, stderr: child.stderr },
    signal: (name) => control.signal(name),
    resize: (size) => control.resize(size),
    wait: () => result,
    exec: (execSpec, execCanceled) =>
      door instanceof Writable
        ? startExec(launch(helper, ["exec"]), door, { ...execSpec, onDevice }, execCanceled)
        : settledCommand(Promise.resolve(STOPPED)),
    ...askSandbox(control),
  };
}

function once(act: (() => void) | undefined): () => void {
  let done = false;
  return () => {
    if (!done) act?.();
    done = true;
  };
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
