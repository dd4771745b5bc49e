import type { Executor } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { sandboxHelperPath } from "./sandboxHelper.ts";
import { createUnavailableExecutor } from "./unavailableExecutor.ts";

/** `no`: the sandbox is not used, as on a machine that can't have one. */
export type SandboxUse = "auto" | "no";

const WAYS_OUT = [
  "Start Docker (or Podman, Colima, or Rancher Desktop) on this machine: Strata then uses it.",
  "Or run Strata on Linux, for example in a virtual machine (on Windows: WSL 2).",
];
const ALLOW = "Or remove STRATA_SANDBOX=no, if this machine can have a sandbox.";

/** Whether there can be a sandbox here at all; if so, only its probe says whether it works. */
export function canHaveSandbox(use: SandboxUse): boolean {
  return use !== "no" && sandboxHelperPath() !== undefined;
}

/** The executor for this machine. Its probe says whether it works with layers beside `scratchDir`. */
export function createExecutor(scratchDir?: string, use: SandboxUse = "auto"): Executor {
  if (use === "no") {
    return createUnavailableExecutor("The sandbox is turned off (STRATA_SANDBOX=no).", [
      ...WAYS_OUT.slice(0, 1),
      ALLOW,
    ]);
  }
  if (canHaveSandbox(use)) return createLinuxExecutor(scratchDir === undefined ? {} : { scratchDir });
  const machine = process.platform === "linux" ? `Linux on ${process.arch}` : process.platform;
  return createUnavailableExecutor(`RUN needs Linux on amd64 or arm64; this machine is ${machine}.`, WAYS_OUT);
}
