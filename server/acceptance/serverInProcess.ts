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

export async function startInProcess({ env = {}, data }: ServerOptions = {}): Promise<ServerInProcess> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "strata-test-"));
  const config = parseConfig({ STRATA_LOG: "error", ...env, PORT: "0", STRATA_DATA: folder });
  const { url, close } = await startServer(config);
  return {
    ...clientOf(url),
    async stop() {
      await close();
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
