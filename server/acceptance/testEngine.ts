import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { testEngines } from "#server/docker/testEngines.ts";

const run = promisify(execFile);

/** The first Docker engine for tests, through its client. */
export interface TestEngine {
  /** Runs the client; its output. */
  docker(...args: string[]): Promise<string>;
}

/** The first of the engines that tests may use. Undefined without one; whoever skips a test says so. */
export function testEngine(): TestEngine | undefined {
  const engines = testEngines();
  if (engines === undefined) return undefined;
  const { docker: client, plain } = engines;
  const env = { ...process.env, DOCKER_HOST: `unix://${plain}` };
  return {
    async docker(...args) {
      const { stdout } = await run(client, args, { env, maxBuffer: 1 << 26 });
      return stdout.trim();
    },
  };
}
