import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchServer } from "./launchServer.ts";
import { clientOf, type ServerClient } from "./serverClient.ts";

/** The real server in a process of its own. */
export interface RunningServer extends ServerClient {
  readonly data: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  /** An existing data folder, kept at the end; otherwise a new one, which is removed. */
  readonly data?: string;
}

export async function spawnServer({ env = {}, data }: ServerOptions = {}): Promise<RunningServer> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "strata-test-"));
  const surroundings = { ...process.env, STRATA_LOG: "error", ...env, PORT: "0", STRATA_DATA: folder };
  const { process: child, listening } = launchServer(surroundings, { stderr: "inherit" });
  return {
    ...clientOf(await listening()),
    data: folder,
    process: child,
    async stop() {
      const ended =
        child.exitCode !== null || child.signalCode !== null || new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
