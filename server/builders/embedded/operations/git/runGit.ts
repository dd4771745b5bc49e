import { spawn } from "node:child_process";

/** The whole environment of a build's git processes: no configuration or key of the machine. */
export interface GitSurroundings {
  /** `name=value` pairs of git's configuration; they override a repository's. */
  readonly config: readonly (readonly [name: string, value: string])[];
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Git failed: `message` is its last line, without anything of ours. */
export class GitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "GitError";
  }
}

/** This machine has no git. */
export class NoGitError extends Error {
  constructor(cause: unknown) {
    super("git is not installed", { cause });
    this.name = "NoGitError";
  }
}

const SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";
/** Most bytes of git's output: a list of refs has some megabytes at most. */
const MAX_OUTPUT = 16 * 1024 * 1024;
const MAX_COMPLAINT = 64 * 1024;

function environment({ config, env }: GitSurroundings): NodeJS.ProcessEnv {
  const entries = config.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    PATH: process.env.PATH ?? SYSTEM_PATH,
    HOME: "/dev/null",
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(entries),
    ...env,
  };
}

/** The last line that says what went wrong, without `fatal: `. */
function lastWords(complaint: string, code: number | null): string {
  const lines = complaint.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.findLast((line) => /^(?:fatal|error|remote: .*):/i.test(line)) ?? lines.at(-1);
  return telling?.replace(/^(?:fatal|error): /, "").trim() ?? `git exited with ${code ?? "a signal"}`;
}

/**
 * Runs git in a folder and returns its output. It and its children are killed when the signal aborts. Throws
 * GitError, NoGitError, and the signal's reason.
 */
export async function runGit(cwd: string, args: readonly string[], surroundings: GitSurroundings): Promise<string> {
  const { signal } = surroundings;
  signal.throwIfAborted();
  // Its own process group: otherwise git's helpers outlive it.
  const child = spawn("git", args, {
    cwd,
    env: environment(surroundings),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has already ended.
    }
  };
  signal.addEventListener("abort", end);
  const output: Buffer[] = [];
  let size = 0;
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT) end();
    else output.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    if (complaint.length < MAX_COMPLAINT) complaint += chunk.toString();
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", (error) =>
        reject("code" in error && error.code === "ENOENT" ? new NoGitError(error) : error),
      );
      child.once("close", resolve);
    });
    signal.throwIfAborted();
    if (size > MAX_OUTPUT) throw new GitError("it printed too much output");
    if (code !== 0) throw new GitError(lastWords(complaint, code));
    return Buffer.concat(output).toString();
  } finally {
    signal.removeEventListener("abort", end);
  }
}
