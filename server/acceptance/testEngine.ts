import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The first Docker engine for tests, through its client. */
export interface TestEngine {
  /** Runs the client; its output. */
  docker(...args: string[]): Promise<string>;
}

/**
 * The engine that `STRATA_TEST_ENGINES` names (sockets, comma-separated), with the client `STRATA_TEST_DOCKER_CLI`.
 * Undefined without one; whoever skips a test says so.
 */
export function testEngine(): TestEngine | undefined {
  const { STRATA_TEST_ENGINES = "", STRATA_TEST_DOCKER_CLI: client = "docker" } = process.env;
  const socket =
    STRATA_TEST_ENGINES.split(",")[0]
      ?.trim()
      .replace(/^unix:\/\//, "") ?? "";
  if (socket === "") return undefined;
  const env = { ...process.env, DOCKER_HOST: `unix://${socket}` };
  return {
    async docker(...args) {
      const { stdout } = await run(client, args, { env, maxBuffer: 1 << 26 });
      return stdout.trim();
    },
  };
}
