import type { Executor } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { sandboxHelperPath } from "./sandboxHelper.ts";
import { createUnavailableExecutor } from "./unavailableExecutor.ts";

const WAYS_OUT = [
  "Use the BuildKit builder, which needs Docker or a BuildKit daemon.",
  "Run Strata in a Linux virtual machine (on Windows: WSL 2).",
];

/** The executor for this machine. Its probe says whether it works with layers beside `scratchDir`. */
export function createExecutor(scratchDir?: string): Executor {
  if (sandboxHelperPath() !== undefined) return createLinuxExecutor(scratchDir === undefined ? {} : { scratchDir });
  const machine = process.platform === "linux" ? `Linux on ${process.arch}` : process.platform;
  return createUnavailableExecutor(`RUN needs Linux on amd64 or arm64; this machine is ${machine}.`, WAYS_OUT);
}
