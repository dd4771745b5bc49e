/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Where a command writes. Await each write: it resolves when there is room, so that a slow reader makes the command
 * wait. Rejects with an AbortError if the reader is gone. Lines end with `\n`; a terminal gets `\r\n`.
 */
export interface Output {
  /** False if it goes into a file or a pipe. */
  readonly isTerminal: boolean;
  write(chunk: string | Uint8Array): Promise<void>;
}

/** From where a command reads: what is typed, a file, or a pipe. */
export interface Input extends AsyncIterable<Uint8Array> {
  readonly isTerminal: boolean;
}

/** The keyboard, untouched, until it is closed: for a command with a terminal of its own (`docker run -it`). */
export interface RawTerminal {
  /** Bytes as typed, Ctrl-C too. Ends when it is closed or the console is gone. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Aborts when the detach keys were typed; they are not part of `input`. */
  readonly detached: AbortSignal;
  /** Writes bytes as they are: the other side's terminal has made its lines end with `\r\n`. */
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** The person's terminal; whatever stdin and stdout were redirected to. */
export interface Terminal {
  size(): TerminalSize;
  /** Calls back at each change; returns a function that unsubscribes. */
  onResize(listener: (size: TerminalSize) => void): () => void;
  /** `detachKeys` as in `--detach-keys`, such as `ctrl-p,ctrl-q`, which is the default. Throws a RangeError if invalid. */
  openRaw(detachKeys?: string): RawTerminal;
  /** Asks for one line; `hidden` input is not shown and not kept in the history. Undefined at Ctrl-C or Ctrl-D. */
  ask(prompt: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>;
}

export interface CommandIo {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absent if no person sits there: in a test, or for a lesson's action. */
  readonly terminal?: Terminal;
}
