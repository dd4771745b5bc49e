import { StringDecoder } from "node:string_decoder";
import type { RunningEvent } from "../builder.ts";

type Stream = "stdout" | "stderr";

/** Batches are sent after this time, or at this size. */
const MAX_DELAY_MS = 30;
const MAX_CHARACTERS = 16 * 1024;
const LAST_LINES = 20;
const MAX_LINE = 2000;

/** Turns a command's output into log events: few and large, in order, UTF-8 never split; keeps the last lines. */
export class LogBatcher {
  readonly #step: string;
  readonly #emit: (event: RunningEvent) => void;
  readonly #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  #stream: Stream = "stdout";
  #text = "";
  #tail = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(step: string, emit: (event: RunningEvent) => void) {
    this.#step = step;
    this.#emit = emit;
  }

  write(stream: Stream, bytes: Uint8Array): void {
    const text = this.#decoders[stream].write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (text !== "") this.#add(stream, text);
  }

  #add(stream: Stream, text: string): void {
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#text += text;
    this.#tail = (this.#tail + text).slice(-LAST_LINES * MAX_LINE);
    if (this.#text.length >= MAX_CHARACTERS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), MAX_DELAY_MS);
  }

  /** Sends everything left, including incomplete characters. */
  end(): void {
    for (const stream of ["stdout", "stderr"] as const) {
      const rest = this.#decoders[stream].end();
      if (rest !== "") this.#add(stream, rest);
    }
    this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = "";
    for (let at = 0; at < text.length; at += MAX_CHARACTERS) {
      this.#emit({
        type: "log",
        step: this.#step,
        stream: this.#stream,
        text: text.slice(at, at + MAX_CHARACTERS),
      });
    }
  }

  /** The end of the output, without ANSI sequences. */
  lastLines(): string[] {
    const plain = this.#tail.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replace(/\r(?!\n)/g, "\n");
    const lines = plain.split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    return lines.slice(-LAST_LINES).map((line) => line.slice(0, MAX_LINE));
  }
}
