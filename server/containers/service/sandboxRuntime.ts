import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { sweepSandboxes } from "#server/sandbox/executor/sweepSandboxes.ts";
import type { ContainerRuntime } from "../process/containerRuntime.ts";
import type { RuntimeSettings } from "../process/protocol.ts";
import { RuntimeProcess } from "../process/runtimeProcess.ts";
import type { StartRuntime } from "./runtimeHost.ts";

/** What a killed process started exits with it, within this time. */
const DYING_MS = 250;

/** Starts processes with sandboxes, and removes what is left when one died or was closed. */
export function sandboxRuntime(settings: RuntimeSettings, launch: Launch): StartRuntime {
  let sweeper: NodeJS.Timeout | undefined;
  // What can't be removed is tried again later.
  const sweep = () => sweepSandboxes(launch).catch(() => undefined);
  return (listener): ContainerRuntime => {
    let isClosing = false;
    const runtime = new RuntimeProcess(settings, launch, {
      ...listener,
      onDeath: (error) => {
        clearTimeout(sweeper);
        if (!isClosing) sweeper = setTimeout(() => void sweep(), DYING_MS).unref();
        listener.onDeath(error);
      },
    });
    return {
      channels: runtime.channels,
      get alive() {
        return runtime.alive;
      },
      call: (name, request) => runtime.call(name, request),
      newChannel: () => runtime.newChannel(),
      close: async () => {
        isClosing = true;
        clearTimeout(sweeper);
        await runtime.close();
        await sweep();
      },
    };
  };
}
