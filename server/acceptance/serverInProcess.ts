import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "#server/config.ts";
import { startServer } from "#server/startServer.ts";
import type { ServerOptions } from "./runningServer.ts";
import { clientOf, type ServerClient } from "./serverClient.ts";

/** The real server in the test's own process: for tests that don't measure, signal, or kill it. */
export interface ServerInProcess extends ServerClient {
  stop(): Promise<void>;
}

/**
 * A connection for each request. Server and test share a thread: a test that computes for longer than the server keeps an
 * idle connection would send its next request just when that one is closed.
 */
const ONCE = { connection: "close" };

export async function startInProcess({ env = {}, data }: ServerOptions = {}): Promise<ServerInProcess> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "strata-test-"));
  const config = parseConfig({ STRATA_LOG: "error", ...env, PORT: "0", STRATA_DATA: folder });
  const { url, close } = await startServer(config);
  return {
    ...clientOf(url, ONCE),
    async stop() {
      await close();
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
