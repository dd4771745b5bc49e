/** What was measured, in the order in which it is printed. */
export class Figures {
  readonly #rows: string[] = [];
  #isBroken = false;

  note(name: string, value: string): void {
    this.#rows.push(`| ${name} | ${value} | |`);
  }

  /** A figure that must not be higher than `most`. */
  limit(name: string, value: number, most: number): void {
    const isHeld = value <= most;
    this.#isBroken ||= !isHeld;
    this.#rows.push(`| ${name} | ${value} | ${isHeld ? "at most" : "MORE THAN"} ${most} |`);
  }

  /** The process fails if a limit was not held. */
  print(): void {
    console.log(["", "| a room | measured | limit |", "|---|---|---|", ...this.#rows].join("\n"));
    if (this.#isBroken) process.exitCode = 1;
  }
}
