import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import type { RunningEvent } from "../builder.ts";
import { type OpenedBuildKit, openBuildKit, TESTED_BUILDERS } from "./buildKitFixture.ts";
import { serveRemoteBuildKit } from "./remoteBuildKit.ts";

const engines = testEngines();

/** Builds until a RUN has printed something, and calls `then`. */
async function buildUntilOutput(opened: OpenedBuildKit, request: BuildRequest, signal: AbortSignal, then: () => void) {
  const events: RunningEvent[] = [];
  const job = { id: "b", workspace: "w", request: { noCache: true, ...request } };
  let told = false;
  const take = (event: RunningEvent) => {
    events.push(event);
    if (event.type !== "log" || told) return;
    told = true;
    then();
  };
  return { finished: await opened.builder.build(job, take, signal), events };
}

function isRunning(mark: string): boolean {
  return execFileSync("ps", ["-eo", "args="], { encoding: "utf8" }).includes(`sleep ${mark}`);
}

describe("the end of a build on an engine", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);

  for (const [what, open] of Object.entries(TESTED_BUILDERS)) {
    it(`cancels within two seconds, and the command is gone on ${what}`, async () => {
      const opened = await open(engines);
      const mark = String(5000 + Math.floor(Math.random() * 1e6));
      const controller = new AbortController();
      let begun = 0;
      let was = false;
      try {
        const dockerfileText = `FROM busybox\nRUN echo started; sleep ${mark}\n`;
        const { finished } = await buildUntilOutput(opened, { dockerfileText }, controller.signal, () => {
          was = isRunning(mark);
          begun = performance.now();
          controller.abort();
        });
        expect(finished.state).toBe("canceled");
        expect(performance.now() - begun).toBeLessThan(2000);
        expect(was).toBe(true);
        await expect.poll(() => isRunning(mark), { timeout: 5000 }).toBe(false);
        expect(readdirSync(join(opened.dataDir, "buildkit", "tested", "work"))).toEqual([]);
      } finally {
        await opened.close();
      }
    });
  }

  it("tells a builder that vanished during a build as one that can't be reached", async () => {
    const remote = await serveRemoteBuildKit(engines.containerd);
    const opened = openBuildKit(engines.docker, { driver: "remote", endpoint: remote.endpoint });
    try {
      const dockerfileText = "FROM busybox\nRUN echo started; sleep 60\n";
      const never = new AbortController().signal;
      const { finished } = await buildUntilOutput(opened, { dockerfileText }, never, () => remote.vanish());
      expect(finished).toMatchObject({ state: "failed", problem: { code: "builder/unreachable" } });
      expect(finished.problem?.detail).not.toContain(opened.dataDir);
      const { available, reason } = (await opened.builder.probe?.()) ?? {};
      expect(available).toBe(false);
      expect(reason).toMatch(/does not answer.*: start it, or correct its address\.$/);
    } finally {
      await opened.close();
      await remote.close();
    }
  });

  it("stops a build that takes too long, or prints too much, with its own problem", async () => {
    const opened = openBuildKit(
      engines.docker,
      { driver: "docker", endpoint: `unix://${engines.containerd}` },
      { seconds: 6, outputBytes: 20_000 },
    );
    const never = new AbortController().signal;
    const codeOf = async (command: string) => {
      const dockerfileText = `FROM busybox\nRUN ${command}\n`;
      return (await buildUntilOutput(opened, { dockerfileText }, never, () => undefined)).finished.problem?.code;
    };
    try {
      expect(await codeOf("echo started; sleep 60")).toBe("build/timeout");
      expect(await codeOf("seq 1 100000")).toBe("build/output");
    } finally {
      await opened.close();
    }
  });
});
