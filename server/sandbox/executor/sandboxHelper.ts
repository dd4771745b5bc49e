import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { writeDrained } from "#server/waiting/writeDrained.ts";
import { SandboxError } from "./sandboxError.ts";
import { sandboxIds } from "./sandboxIds.ts";

const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", arm64: "arm64" };

/** The helper for this machine; undefined if there is none. */
export function sandboxHelperPath(): string | undefined {
  const architecture = process.platform === "linux" ? ARCHITECTURES[process.arch] : undefined;
  if (architecture === undefined) return undefined;
  return fileURLToPath(new URL(`./sandbox/bin/strata-sandbox-${architecture}`, import.meta.url));
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** Runs a command as the user that its files and sandboxes belong to. */
export type Launch = (command: string, args: readonly string[]) => Command;

let knownToEnter: boolean | undefined;

/** Whether an ordinary user may create user namespaces: in a container, its seccomp profile may forbid them. */
function canEnter(helper: string): boolean {
  knownToEnter ??= spawnSync(helper, ["enter", "--single", "--", helper, "about"], { env: {} }).status === 0;
  return knownToEnter;
}

/**
 * How to start a process that may unpack layers and run sandboxes: an ordinary user's becomes root of a user namespace
 * first (inherited descriptors, and so Node's IPC channel, survive); the real root's is started directly, and its
 * helper gives sandboxes ids of their own. It dies with the thread that started it. Where no user namespace can be
 * had, a process is started as it is: all that needs no sandbox still works, and the probe says why one does not.
 */
export const enterSandboxUser: Launch = (command, args) => {
  const helper = sandboxHelperPath();
  if (helper === undefined) return { command, args };
  if (process.geteuid?.() !== 0) {
    return canEnter(helper) ? { command: helper, args: ["enter", "--", command, ...args] } : { command, args };
  }
  const ids = command === helper ? sandboxIds() : undefined;
  return ids === undefined ? { command, args } : { command, args: ["--ids", `${ids.first}:${ids.count}`, ...args] };
};

/** Runs one of the helper's short jobs: stdin to stdout. Throws a SandboxError if it fails. */
export async function runHelper(
  args: readonly string[],
  input: Iterable<Uint8Array>,
  onOutput: (bytes: Uint8Array) => void,
  signal?: AbortSignal,
  launch: Launch = enterSandboxUser,
): Promise<void> {
  const helper = sandboxHelperPath();
  const step = args[0] ?? "";
  if (helper === undefined) throw new SandboxError(step, "No sandbox helper is available for this machine.");
  const how = launch(helper, args);
  const child = spawn(how.command, how.args, { stdio: ["pipe", "pipe", "pipe"], env: {}, signal });
  let complaint = "";
  child.stdout.on("data", onOutput);
  child.stderr.on("data", (bytes: Buffer) => {
    if (complaint.length < 10_000) complaint += bytes.toString();
  });
  // Both are awaited at once: an error in the input ends the helper, and is reported first.
  const [code] = await Promise.all([childEnd(child), feed(child, input)]);
  if (code !== 0) throw helperError(step, complaint, code);
}

/** Resolves with the exit code (or the signal's name) when the process has ended and its pipes are closed. */
function childEnd(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
}

async function feed(child: ChildProcess, input: Iterable<Uint8Array>): Promise<void> {
  const { stdin } = child;
  if (stdin === null) return;
  // The helper's own message says why it stopped reading.
  stdin.on("error", () => {});
  try {
    for (const chunk of input) {
      if (stdin.destroyed) return;
      await writeDrained(stdin, chunk);
    }
  } finally {
    stdin.end();
  }
}

function helperError(step: string, complaint: string, code: number | string): SandboxError {
  const [word, where, ...message] = complaint.trim().split("\t");
  if (word === "error" && where !== undefined) return new SandboxError(where, message.join("\t"));
  return new SandboxError(step, complaint.trim() || `The sandbox helper exited with ${code}.`);
}
