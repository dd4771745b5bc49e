import { type ChildProcess, spawn } from "node:child_process";
import { writeDrained } from "#server/waiting/writeDrained.ts";

/** How long a client may take to end a build on its engine before it is killed. */
const PATIENCE_MS = 1500;
/** Most bytes of what it says that are kept. */
const MAX_KEPT = 256 * 1024;

export interface ClientCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** All that it gets: no credentials and settings of the operator. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface ClientEnd {
  /** Undefined if it could not be started; null if a signal ended it. */
  readonly code: number | null | undefined;
  readonly error?: Error;
}

export interface RunningClient {
  readonly child: ChildProcess;
  readonly end: Promise<ClientEnd>;
}

/**
 * Starts a docker client in a process group of its own. When the signal aborts, it is asked to end, so that the build
 * ends on the engine too, and is killed if that takes too long.
 */
export function startClient({ program, args, env, cwd }: ClientCommand, signal: AbortSignal): RunningClient {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  // It may have ended before its input is written.
  child.stdin.on("error", () => undefined);
  const send = (name: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // It has already ended.
    }
  };
  let late: NodeJS.Timeout | undefined;
  const stop = () => {
    send("SIGTERM");
    late = setTimeout(() => send("SIGKILL"), PATIENCE_MS);
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  const end = new Promise<ClientEnd>((resolve) => {
    child.once("error", (error) => resolve({ code: undefined, error }));
    child.once("close", (code) => resolve({ code }));
  }).finally(() => {
    clearTimeout(late);
    signal.removeEventListener("abort", stop);
  });
  return { child, end };
}

export interface ClientOutput extends ClientEnd {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a client to its end. What it says beyond 256 kB is dropped. */
export async function runClient(
  command: ClientCommand,
  signal: AbortSignal,
  input?: AsyncIterable<Uint8Array>,
): Promise<ClientOutput> {
  const { child, end } = startClient(command, signal);
  const kept = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      kept[stream] = (kept[stream] + text).slice(0, MAX_KEPT);
    });
  }
  await feed(child, input);
  return { ...(await end), ...kept };
}

async function feed({ stdin }: ChildProcess, input: AsyncIterable<Uint8Array> = emptyInput()): Promise<void> {
  if (stdin === null) return;
  for await (const piece of input) {
    if (stdin.destroyed) break;
    await writeDrained(stdin, piece);
  }
  stdin.end();
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {}
