/** What was measured, in the order in which it is printed. */
export class Figures {
  readonly #what: string;
  readonly #rows: string[] = [];
  #isBroken = false;

  /** `what`: heads the table. */
  constructor(what: string) {
    this.#what = what;
  }

  note(name: string, value: string): void {
    this.#rows.push(`| ${name} | ${value} | |`);
  }

  /** A figure that must not be higher than `most`. */
  limit(name: string, value: number, most: number): void {
    const isHeld = value <= most;
    this.#isBroken ||= !isHeld;
    this.#rows.push(`| ${name} | ${value} | ${isHeld ? "at most" : "MORE THAN"} ${most} |`);
  }

  /** A figure that must not be lower than `least`. */
  least(name: string, value: number, least: number): void {
    const isHeld = value >= least;
    this.#isBroken ||= !isHeld;
    this.#rows.push(`| ${name} | ${value} | ${isHeld ? "at least" : "LESS THAN"} ${least} |`);
  }

  /** The process fails if a limit was not held. */
  print(): void {
    console.log(["", `| ${this.#what} | measured | limit |`, "|---|---|---|", ...this.#rows].join("\n"));
    if (this.#isBroken) process.exitCode = 1;
  }
}
