import { createInterface, type Interface } from "node:readline";
import { Readable, Writable } from "node:stream";
import type { TerminalSize } from "../command/commandIo.ts";
import type { Screen } from "./screen.ts";

export type ReadLine =
  | { readonly kind: "line"; readonly text: string }
  /** Ctrl-C. */
  | { readonly kind: "interrupt" }
  /** Ctrl-D on an empty line. */
  | { readonly kind: "end" }
  /** `cancel` was called; what was typed so far. */
  | { readonly kind: "canceled"; readonly typed: string };

export interface ReadLineOptions {
  readonly prompt: string;
  /** Keys are not shown. */
  readonly hidden?: boolean;
  /** Whether the line goes into the history, and Tab completes. */
  readonly isCommand?: boolean;
  /** What is in the line at first. */
  readonly typed?: string;
}

/** What Tab offers for a line up to the cursor: texts, and the end of the line that they replace. */
export type Completer = (line: string) => Promise<readonly [hits: string[], partial: string]>;

const HISTORY = 500;
/** As a terminal's own line buffer in Linux. */
const MOST_CHARACTERS = 4096;
const BELL = Uint8Array.of(7);
const [CTRL_D, TAB, NEWLINE, RETURN, ESCAPE] = [0x04, 0x09, 0x0a, 0x0d, 0x1b];

/** Edits one line at a time with Node's readline. Takes keys only while a line is read. */
export class LineEditor {
  readonly #screen: Screen;
  readonly #complete: Completer;
  readonly #output: Writable & { columns: number; rows: number };
  #input = new Readable({ read() {} });
  #readline: Interface;
  /** The newest first. */
  #history: string[];
  /** No key is unfinished: text may be put into the line as it is. */
  #isPlain = true;
  /** Keys wait until a completion was looked up. */
  #isCompleting = false;
  #reading: { readonly options: ReadLineOptions; readonly resolve: (line: ReadLine) => void } | undefined;

  constructor(screen: Screen, history: readonly string[], complete: Completer) {
    this.#screen = screen;
    this.#complete = complete;
    this.#history = [...history];
    const output = new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        // Not awaited: `take` gets more keys only when the screen has room.
        if (this.#reading?.options.hidden !== true) void screen.write(Buffer.from(chunk));
        done();
      },
    });
    this.#output = Object.assign(output, { columns: 80, rows: 24 });
    this.#readline = this.#open();
  }

  #open(): Interface {
    const opened = createInterface({
      input: this.#input,
      output: this.#output,
      terminal: true,
      history: [...this.#history],
      historySize: HISTORY,
      removeHistoryDuplicates: true,
      prompt: "",
      completer: (line: string, done: (error: Error | null, found: [string[], string]) => void) => {
        const isCommand = this.#reading?.options.isCommand === true;
        const finish = (hits: readonly string[], partial: string) => {
          this.#isCompleting = false;
          done(null, [[...hits], partial]);
        };
        this.#isCompleting = true;
        (isCommand ? this.#complete(line) : Promise.resolve([[], line] as const)).then(
          ([hits, partial]) => finish(hits, partial),
          () => finish([], line),
        );
      },
    });
    opened.on("history", (history) => {
      if (this.#reading?.options.isCommand !== true || isSecret(history[0] ?? "")) history.shift();
      this.#history = [...history];
    });
    opened.on("line", (text) => this.#finish({ kind: "line", text }));
    opened.on("SIGINT", () => this.#finish({ kind: "interrupt" }));
    // Without a listener, Ctrl-Z would stop the server's process.
    opened.on("SIGTSTP", () => {});
    opened.on("close", () => {
      if (this.#readline !== opened) return;
      this.#input = new Readable({ read() {} });
      this.#readline = this.#open();
      this.#finish({ kind: "end" });
    });
    return opened;
  }

  #finish(line: ReadLine): void {
    const reading = this.#reading;
    this.#reading = undefined;
    if (reading?.options.hidden === true) void this.#screen.write(Buffer.from("\r\n"));
    reading?.resolve(line);
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** Lines that were read as commands, the newest first. */
  get history(): readonly string[] {
    return this.#history;
  }

  clearHistory(): void {
    this.#history = [];
    const before = this.#readline;
    this.#input = new Readable({ read() {} });
    this.#readline = this.#open();
    before.close();
  }

  read(options: ReadLineOptions): Promise<ReadLine> {
    if (this.#reading !== undefined) throw new Error("a line is read already");
    return new Promise((resolve) => {
      if (options.hidden === true) void this.#screen.write(Buffer.from(options.prompt));
      this.#reading = { options, resolve };
      this.#readline.setPrompt(options.prompt);
      // Drawing an empty prompt would erase what the command asked on this line.
      if (options.prompt === "") this.#readline.resume();
      else this.#readline.prompt();
      if (options.typed !== undefined && options.typed !== "") this.#readline.write(options.typed);
    });
  }

  /** Stops reading; what was typed is erased from the screen. */
  cancel(): void {
    if (this.#reading === undefined) return;
    const typed = this.#readline.line;
    this.#readline.write(null, { ctrl: true, name: "e" });
    this.#readline.write(null, { ctrl: true, name: "u" });
    void this.#screen.write(Buffer.from("\r\x1b[J"));
    this.#finish({ kind: "canceled", typed });
  }

  resize({ columns, rows }: TerminalSize): void {
    Object.assign(this.#output, { columns, rows });
    this.#output.emit("resize");
  }

  /** Takes keys up to the end of a line; returns the number of bytes taken. */
  take(bytes: Uint8Array): number {
    const [first] = bytes;
    if (first === CTRL_D && this.#readline.line === "") {
      this.#finish({ kind: "end" });
      return 1;
    }
    const end = bytes.findIndex((byte, index) => byte === NEWLINE || byte === RETURN || (byte === CTRL_D && index > 0));
    const length = end === -1 ? bytes.length : bytes[end] === CTRL_D ? end : end + 1;
    const keys = bytes.subarray(0, length);
    const isFull = this.#readline.line.length + keys.length > MOST_CHARACTERS;
    if (isFull && keys.length > 1) {
      void this.#screen.write(BELL);
      // Its newline still ends the line.
      if (end !== -1 && bytes[end] !== CTRL_D) this.#input.push(Buffer.from("\r"));
      return length;
    }
    const text = this.#isPlain && !this.#isCompleting ? plainText(keys) : "";
    if (text.length > 1) {
      // At once: readline measures the whole line for each key.
      this.#readline.write(text);
      return Buffer.byteLength(text);
    }
    this.#input.push(Buffer.from(keys));
    this.#isPlain = !keys.includes(ESCAPE) && !keys.includes(TAB) && (keys.at(-1) ?? 0) < 0x80;
    return length;
  }

  close(): void {
    const before = this.#readline;
    // Its `close` event then opens no other.
    this.#reading = undefined;
    before.removeAllListeners("close");
    before.close();
  }
}

/** A line with a password, which is not kept. */
function isSecret(line: string): boolean {
  return /\blogin\b.*\s(?:-\w*p|--password\b(?!-stdin))/s.test(line);
}

/** The start of keys that is text, in whole characters. */
function plainText(keys: Uint8Array): string {
  const end = keys.findIndex((byte) => byte < 0x20 || byte === 0x7f);
  const run = end === -1 ? keys : keys.subarray(0, end);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(run, { stream: true });
  return text.includes("\ufffd") ? "" : text;
}
