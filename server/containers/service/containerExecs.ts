import { randomBytes } from "node:crypto";
import type { ExecSpec } from "#contract/container.ts";
import { problemError } from "#contract/problemError.ts";
import type { ExecSession, OutputChunk, TerminalSize } from "../containers.ts";
import { openAttachment } from "./attachment.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import { notRunning } from "./containerRuns.ts";
import { commandEnv } from "./resolveSpec.ts";
import type { RuntimeHost } from "./runtimeHost.ts";
import { parseSignal } from "./signals.ts";
import { USUAL_SIZE } from "./startRequest.ts";

/** Of a command whose process was killed with all others. */
const KILLED = 137;

/** Commands beside those of the containers, as `docker exec` starts them. */
export class ContainerExecs {
  readonly #host: RuntimeHost;
  readonly #ends = new Map<string, (code: number) => void>();

  constructor(host: RuntimeHost) {
    this.#host = host;
  }

  /** Throws container/state, container/invalid. A command that can't be executed says so in its output. */
  async start(record: ContainerRecord, spec: ExecSpec, size: TerminalSize = USUAL_SIZE): Promise<ExecSession> {
    const { id, state } = record.container;
    const runtime = this.#host.current;
    if (state.phase !== "running" || runtime === undefined) throw notRunning(id);
    if (state.paused) throw paused(id);
    const exec = randomBytes(32).toString("hex");
    const resize = (next: TerminalSize) => void tell(runtime.call("execResize", { exec, size: next }));
    const { channels, attachment } = openAttachment(runtime, spec.stdin ?? false, resize);
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#ends.set(exec, resolve);
    try {
      const answer = await runtime.call("exec", { ...execRequest(record, spec, size), exec, ...channels });
      if (!answer.started) this.ended(exec, answer.code);
      return {
        ...attachment,
        ...(!answer.started && { output: refusal(answer.message) }),
        id: exec,
        signal: (name) => void tell(runtime.call("execSignal", { exec, signal: parseSignal(name) })),
        wait: () => promise,
      };
    } catch (error) {
      this.#ends.delete(exec);
      attachment.detach();
      throw error;
    }
  }

  /** The runtime process says so. */
  ended(exec: string, code: number): void {
    this.#ends.get(exec)?.(code);
    this.#ends.delete(exec);
  }

  /** The runtime process is gone. */
  allEnded(): void {
    for (const exec of [...this.#ends.keys()]) this.ended(exec, KILLED);
  }
}

function execRequest({ layers, hostname, container }: ContainerRecord, spec: ExecSpec, size: TerminalSize) {
  const { id, spec: own } = container;
  const env = [...(own.env ?? []), ...(spec.env ?? [])];
  return {
    id,
    layers,
    argv: spec.command,
    env: commandEnv({ ...own, env, terminal: spec.terminal }, hostname),
    cwd: spec.workdir || own.workdir || "/",
    user: spec.user || own.user || "",
    ...(spec.terminal === true && { terminal: size }),
  };
}

/** Docker prints the reason where the command's output would be. */
async function* refusal(message: string): AsyncGenerator<OutputChunk, void> {
  const text = `OCI runtime exec failed: exec failed: unable to start container process: ${message}\r\n`;
  yield { stream: "stdout", at: Date.now(), bytes: Buffer.from(text) };
}

function paused(id: string) {
  return problemError("container/state", `Container ${id} is paused, unpause the container before exec`, {
    next: "Unpause it: docker unpause.",
  });
}

/** A command that has ended takes nothing. */
async function tell(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}
