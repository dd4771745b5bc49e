/** Most characters that head and tail hold back until the end of their input is known. */
const MOST_HELD = 16_000_000;
/** A line costs some memory besides its characters. */
const LINE_COST = 32;

/** Lines in the order they came, bounded: taking the first costs the same however many there are. */
export class HeldLines {
  #lines: string[] = [];
  #first = 0;
  #cost = 0;

  get length(): number {
    return this.#lines.length - this.#first;
  }

  get isFull(): boolean {
    return this.#cost > MOST_HELD;
  }

  push(line: string): void {
    this.#lines.push(line);
    this.#cost += line.length + LINE_COST;
  }

  shift(): string | undefined {
    const line = this.#lines[this.#first];
    if (line === undefined) return undefined;
    this.#first += 1;
    this.#cost -= line.length + LINE_COST;
    if (this.#first * 2 > this.#lines.length) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
    return line;
  }

  *[Symbol.iterator](): Generator<string, void> {
    for (let index = this.#first; index < this.#lines.length; index++) yield this.#lines[index] ?? "";
  }
}
