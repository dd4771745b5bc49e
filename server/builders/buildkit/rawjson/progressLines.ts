import { StringDecoder } from "node:string_decoder";
import { type SolveStatus, solveStatusSchema } from "./solveStatus.ts";

/** Longest line that is read: a log chunk has some kilobytes, a warning with its source some megabytes. */
const MAX_LINE = 32 * 1024 * 1024;
/** Of what is not JSON, the end is kept: buildx says there what went wrong. */
const MAX_WORDS = 64 * 1024;

/** Reads buildx's stderr: progress as JSON lines, and words about what went wrong. */
export class ProgressLines {
  readonly #decoder = new StringDecoder("utf8");
  readonly #onStatus: (status: SolveStatus) => void;
  #pieces: string[] = [];
  #length = 0;
  #words = "";

  constructor(onStatus: (status: SolveStatus) => void) {
    this.#onStatus = onStatus;
  }

  /** What is not progress. */
  get words(): string {
    return this.#words;
  }

  write(bytes: Buffer): void {
    const lines = this.#decoder.write(bytes).split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      this.#keep(line);
      this.#take();
    }
    this.#keep(last);
  }

  end(): void {
    this.#keep(this.#decoder.end());
    if (this.#length > 0) this.#take();
  }

  #keep(piece: string): void {
    this.#length += piece.length;
    if (this.#length <= MAX_LINE) this.#pieces.push(piece);
  }

  #take(): void {
    const line = this.#pieces.join("");
    const whole = this.#length === line.length;
    this.#pieces = [];
    this.#length = 0;
    if (!whole) return;
    const status = line.startsWith("{") ? readStatus(line) : undefined;
    if (status !== undefined) this.#onStatus(status);
    else this.#words = `${this.#words}${line}\n`.slice(-MAX_WORDS);
  }
}

function readStatus(line: string): SolveStatus | undefined {
  try {
    return solveStatusSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
