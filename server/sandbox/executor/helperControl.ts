import { constants } from "node:os";
import { type Duplex, Readable, Writable } from "node:stream";
import type { CommandSpec, LimitKind, RunResult, RunSpec, TerminalSize } from "./executor.ts";
import { SandboxError } from "./sandboxError.ts";
import { startFailure } from "./startFailure.ts";

/** See sandbox/source/sandbox.h: what may be asked of a run. */
const REQUESTS = { pause: 254, resume: 253, processes: 252, usage: 251 } as const;
const LIMITS: Readonly<Record<string, LimitKind>> = {
  memory: "memory",
  processes: "processes",
  cpu: "cpu",
  disk: "disk",
  output: "output",
  time: "time",
};

/** Who is told what the helper says while the command runs. */
export type ControlListener = Pick<RunSpec, "onUse" | "onDevice"> & Pick<CommandSpec, "onStart">;

/** A request's lines, and the reason if it was refused; undefined if the command has ended. */
export type Answer = { readonly lines: readonly string[]; readonly refused?: string } | undefined;

/** The helper's control descriptor: signals, sizes, and requests go in; use, answers, and finally the result come out. */
export class HelperControl {
  /** The last line that is about nothing else. */
  verdict = "";
  readonly #socket: Duplex | Readable | Writable | null | undefined;
  readonly #listener: ControlListener;
  readonly #waiting: { readonly lines: string[]; readonly resolve: (answer: Answer) => void }[] = [];
  #rest = "";
  #closed = false;

  constructor(socket: Duplex | Readable | Writable | null | undefined, listener: ControlListener) {
    this.#socket = socket;
    this.#listener = listener;
    if (!(socket instanceof Readable)) return;
    socket.on("data", (bytes: Buffer) => this.#take(bytes.toString()));
    socket.on("error", () => {}); // The result says why it ended.
    socket.once("close", () => this.close());
    socket.once("end", () => this.close());
  }

  signal(name: NodeJS.Signals): void {
    this.#tell(Uint8Array.of(constants.signals[name]));
  }

  /** See sandbox/source/terminal.c. */
  resize({ columns, rows }: TerminalSize): void {
    const bytes = Buffer.alloc(5, 255);
    bytes.writeUInt16LE(columns, 1);
    bytes.writeUInt16LE(rows, 3);
    this.#tell(bytes);
  }

  ask(request: keyof typeof REQUESTS): Promise<Answer> {
    if (this.#closed) return Promise.resolve(undefined);
    this.#tell(Uint8Array.of(REQUESTS[request]));
    return new Promise((resolve) => this.#waiting.push({ lines: [], resolve }));
  }

  /** The helper then ends the command. */
  end(): void {
    if (this.#socket instanceof Writable) this.#socket.end();
  }

  close(): void {
    this.#closed = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
  }

  #tell(bytes: Uint8Array): void {
    if (this.#socket instanceof Writable && this.#socket.writable) this.#socket.write(bytes);
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    const [word = "", value] = line.split("\t");
    const { onUse, onDevice, onStart } = this.#listener;
    if (word === "disk") onUse?.({ diskBytes: Number(value) });
    else if (word === "lasting") onUse?.({ lastingBytes: Number(value) });
    else if (word === "cpu") onUse?.({ cpuSeconds: Number(value) / 1000 });
    else if (word === "started") onStart?.();
    else if (word === "device") onDevice?.();
    else if (word === "process" || word === "usage") this.#waiting[0]?.lines.push(line);
    else if (word === "done" || word === "refused") this.#answer(value);
    else this.verdict = line;
  }

  #answer(refused: string | undefined): void {
    const first = this.#waiting.shift();
    first?.resolve({ lines: first.lines, ...(refused !== undefined && { refused }) });
  }
}

/** The helper's last line, fields separated by tabs: see sandbox/source/run.c. Throws a SandboxError on its own failure. */
export function readVerdict(verdict: string): RunResult {
  const [word, first = "", ...rest] = verdict.trimEnd().split("\t");
  const limit = LIMITS[first];
  if (word === "exit") return { kind: "exit", code: Number(first) };
  if (word === "signal") return { kind: "exit", code: 128 + Number(first), signal: signalName(Number(first)) };
  if (word === "limit" && limit !== undefined) return { kind: "limit", limit };
  if (word === "not-started") return { kind: "not-started", code: Number(first), message: rest.join("\t") };
  if (word === "canceled") return { kind: "canceled" };
  if (word === "error") return failedStart(first, rest.join("\t"));
  throw new SandboxError("died", "The sandbox helper exited without a result.");
}

function failedStart(step: string, message: string): RunResult {
  const why = startFailure(step, message);
  if (why === undefined) throw new SandboxError(step, message);
  return notStarted(step, why);
}

export function notStarted(step: string, message: string): RunResult {
  return { kind: "not-started", code: 1, step, message };
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}
