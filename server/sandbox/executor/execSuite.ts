import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { CommandSpec, RunResult, RunSpec, StartedCommand, StartedRun } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };

/** A container whose command waits for its stdin to end. */
async function openContainer(sandbox: SandboxFixture, changes: Partial<RunSpec> = {}): Promise<StartedRun> {
  const started = Promise.withResolvers<void>();
  const run = sandbox.start("echo up; cat", {
    container: true,
    stdin: "pipe",
    onStart: () => started.resolve(),
    ...changes,
  });
  for (const stream of [run.output.stdout, run.output.stderr]) stream.resume();
  await Promise.race([started.promise, run.wait()]);
  return run;
}

async function end(run: StartedRun): Promise<RunResult> {
  run.stdin?.end();
  return await run.wait();
}

function command(script: string | readonly string[], changes: Partial<CommandSpec> = {}): CommandSpec {
  return {
    argv: typeof script === "string" ? ["/bin/sh", "-c", script] : script,
    env: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"],
    cwd: "/",
    uid: 0,
    gid: 0,
    groups: [],
    ...changes,
  };
}

interface Outcome {
  readonly result: RunResult;
  readonly stdout: string;
  readonly stderr: string;
}

async function outcome({ output, wait }: StartedCommand): Promise<Outcome> {
  const [result, stdout, stderr] = await Promise.all([wait(), text(output.stdout), text(output.stderr)]);
  return { result, stdout, stderr };
}

/** How any executor starts another command in a container. */
export function execSuite(_user: SandboxUser, sandbox: () => SandboxFixture): void {
  const exec = (run: StartedRun, script: string | readonly string[], changes: Partial<CommandSpec> = {}) =>
    outcome(run.exec(command(script, changes), AbortSignal.timeout(20_000)));

  it("reports output, apart, and the exit code", async () => {
    const run = await openContainer(sandbox());
    expect(await exec(run, "echo out; echo err >&2; exit 7")).toEqual({
      result: { kind: "exit", code: 7 },
      stdout: "out\n",
      stderr: "err\n",
    });
    expect(await end(run)).toEqual(succeeded);
  });
}
