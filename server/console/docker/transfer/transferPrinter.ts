import type { TransferProgress } from "#contract/transfer.ts";
import type { Direction } from "#server/transfers/transferWords.ts";
import type { Output } from "../../command/commandIo.ts";
import { hasProgress, transferLine } from "./transferLine.ts";

const UP = (lines: number): string => (lines > 0 ? `\u001b[${lines}A` : "");
const DOWN = (lines: number): string => (lines > 0 ? `\u001b[${lines}B` : "");
const CLEAR = "\u001b[2K";
/** Milliseconds between two changes of a line on a terminal. */
const PACE = 100;

interface Place {
  readonly row: number;
  phase: TransferProgress["phase"];
  at: number;
}

/**
 * Prints how a pull or a push goes, as the docker CLI does: on a terminal, one line for each layer that changes in place;
 * otherwise, a line for each change that is not a count of bytes.
 */
export class TransferPrinter {
  readonly #direction: Direction;
  readonly #output: Output;
  readonly #columns: number;
  readonly #places = new Map<string, Place>();
  /** Writes follow each other; progress is reported without waiting for them. */
  #written: Promise<void> = Promise.resolve();

  constructor(direction: Direction, output: Output, columns: number) {
    this.#direction = direction;
    this.#output = output;
    this.#columns = columns;
  }

  report(progress: TransferProgress): void {
    const now = Date.now();
    const place = this.#places.get(progress.layer);
    if (place !== undefined && place.phase === progress.phase && this.#isSkipped(progress, place, now)) return;
    const line = transferLine(this.#direction, progress, this.#columns);
    if (this.#output.isTerminal) this.#write(this.#onTerminal(place, line));
    else if (!hasProgress(progress)) this.#write(`${line}\n`);
    this.#note(progress, place, now);
  }

  /** Resolves when all of it is written. */
  async finish(): Promise<void> {
    await this.#written;
  }

  #isSkipped(progress: TransferProgress, place: Place, now: number): boolean {
    return !hasProgress(progress) || !this.#output.isTerminal || now - place.at < PACE;
  }

  #note({ layer, phase }: TransferProgress, place: Place | undefined, now: number): void {
    if (place === undefined) this.#places.set(layer, { row: this.#places.size, phase, at: now });
    else Object.assign(place, { phase, at: now });
  }

  #onTerminal(place: Place | undefined, line: string): string {
    if (place === undefined) return `${line}\n`;
    const distance = this.#places.size - place.row;
    return `${UP(distance)}${CLEAR}\r${line}\r${DOWN(distance)}`;
  }

  #write(text: string): void {
    // A reader that is gone ends the command by its signal.
    this.#written = this.#written.then(() => this.#output.write(text)).catch(() => {});
  }
}
