import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { CommandSpec, RunResult, RunSpec, StartedCommand, StartedRun } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";

/** For tests: a container whose command runs until its stdin ends. */
export interface TestContainer extends StartedRun {
  /** Where its writable layer is. */
  readonly upperDir: string;
  /** Runs a script, or a program, beside its command. */
  run(script: string | readonly string[], changes?: Partial<CommandSpec>): Promise<CommandOutcome>;
  start(script: string | readonly string[], changes?: Partial<CommandSpec>, canceled?: AbortSignal): StartedCommand;
  end(): Promise<RunResult>;
  /** What it has written to stderr. */
  errors(): string;
  /** The numbers of the processes that run it: the helper, and its guard. */
  helpers(): number[];
  /** Kills the helper; resolves when nothing of it is left to wait for. */
  killHelper(): Promise<void>;
}

export interface CommandOutcome {
  readonly result: RunResult;
  readonly stdout: string;
  readonly stderr: string;
}

const PATH = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

/** `script` runs to its end before. */
export async function openContainer(
  sandbox: SandboxFixture,
  script = ":",
  changes: Partial<RunSpec> = {},
  signal?: AbortSignal,
): Promise<TestContainer> {
  const upperDir = changes.upperDir ?? sandbox.newDir("upper");
  const spec: Partial<RunSpec> = { container: true, stdin: "pipe", env: [PATH], upperDir, ...changes };
  const run = sandbox.start(`${script}\necho ready; exec cat`, spec, signal);
  let errors = "";
  run.output.stdout.resume();
  run.output.stderr.on("data", (bytes: Buffer) => {
    errors += bytes;
  });
  const ready = new Promise((resolve) => run.output.stdout.once("data", resolve));
  await Promise.race([ready, run.wait()]);
  const start: TestContainer["start"] = (what, more = {}, canceled = AbortSignal.timeout(40_000)) =>
    run.exec(commandSpec(what, more), canceled);
  return {
    ...run,
    upperDir,
    start,
    run: async (what, more) => await outcome(start(what, more)),
    async end() {
      run.stdin?.end();
      return await run.wait();
    },
    errors: () => errors,
    helpers: () => holdersOf(upperDir),
    async killHelper() {
      const pids = holdersOf(upperDir);
      for (const pid of pids.filter((each) => !pids.includes(parentOf(each)))) process.kill(pid, "SIGKILL");
      await run.wait().catch(() => undefined);
    },
  };
}

/** The processes of this machine that have a folder open. */
function holdersOf(dir: string): number[] {
  const links = execFileSync("sh", ["-c", "ls -l /proc/[0-9]*/fd 2>/dev/null || :"], { maxBuffer: 1 << 26 }).toString();
  const holders = links.split("\n\n").filter((section) => section.includes(`-> ${dir}\n`));
  return holders.map((section) => Number(/^\/proc\/(\d+)/.exec(section)?.[1]));
}

function parentOf(pid: number): number {
  return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

export function commandSpec(script: string | readonly string[], changes: Partial<CommandSpec> = {}): CommandSpec {
  const argv = typeof script === "string" ? ["/bin/sh", "-c", script] : script;
  return { argv, env: [PATH], cwd: "/", uid: 0, gid: 0, groups: [], ...changes };
}

export async function outcome({ output, wait }: StartedCommand): Promise<CommandOutcome> {
  const [result, stdout, stderr] = await Promise.all([wait(), text(output.stdout), text(output.stderr)]);
  return { result, stdout, stderr };
}
