import { Writable } from "node:stream";
import type { CommandSpec, RunResult, RunSpec, StartedCommand } from "./executor.ts";
import { HelperControl, notStarted, readVerdict } from "./helperControl.ts";
import { CONTROL, type DOOR, helperEnd, INPUT, ignoringErrors, spawnHelper } from "./helperProcess.ts";
import type { Command } from "./sandboxHelper.ts";
import { encodeExecSpec } from "./sandboxSpec.ts";
import { settledCommand } from "./settledRun.ts";
import { nulCharacterIn } from "./startFailure.ts";

/** Refused in runc's words: the sandbox has no command that runs. */
export const STOPPED: RunResult = { kind: "not-started", code: 126, message: "cannot exec in a stopped container" };

/** `door`: our end of the run's descriptor {@link DOOR}. */
export function startExec(
  how: Command,
  door: Writable,
  spec: CommandSpec & Pick<RunSpec, "onDevice">,
  canceled: AbortSignal,
): StartedCommand {
  if (canceled.aborted) return settledCommand(Promise.resolve({ kind: "canceled" }));
  if (door.destroyed) return settledCommand(Promise.resolve(STOPPED));
  const nul = nulCharacterIn({ ...spec, mounts: [] });
  if (nul !== undefined) {
    return settledCommand(Promise.resolve(notStarted("spec", `invalid argument: ${nul} has a NUL character`)));
  }
  const input = spec.stdin === "pipe" ? "pipe" : "ignore";
  const child = spawnHelper(how, encodeExecSpec(spec), ["ignore", input, door]);
  const stdin = child.stdio.at(INPUT);
  let hasStarted = false;
  const onStart = () => {
    hasStarted = true;
    spec.onStart?.();
  };
  const control = new HelperControl(child.stdio[CONTROL], { ...spec, onStart });
  const result = helperEnd(child, canceled, () => control.end(), [stdin]).then((): RunResult => {
    if (canceled.aborted) return { kind: "canceled" };
    if (control.verdict !== "") return readVerdict(control.verdict);
    // Whoever kept it died with the sandbox.
    return hasStarted ? { kind: "exit", code: 137, signal: "SIGKILL" } : STOPPED;
  });
  result.catch(() => {}); // The caller gets the rejection.
  return {
    ...(stdin instanceof Writable && { stdin: ignoringErrors(stdin) }),
    output: { stdout: child.stdout, stderr: child.stderr },
    signal: (name) => control.signal(name),
    resize: (size) => control.resize(size),
    wait: () => result,
  };
}
