import { TooLong } from "./expandWord.ts";

interface Variable {
  readonly value: string;
  readonly exported: boolean;
}

/** Most variables, and most characters of all of them. */
const MOST_VARIABLES = 500;
const MOST_CHARACTERS = 256 * 1024;

/** What one command leaves for the next: the folder, variables, the exit code. */
export class ShellState {
  /** Relative to the top of the workspace, which is "". */
  folder = "";
  previousFolder: string | undefined;
  lastCode = 0;
  /** The exit code, once `exit` was called. */
  leaving: number | undefined;
  readonly #variables: Map<string, Variable>;

  constructor(variables: ReadonlyMap<string, Variable> = new Map()) {
    this.#variables = new Map(variables);
  }

  /** A copy, for a command of a pipeline: what it changes ends with it. */
  fork(): ShellState {
    const copy = new ShellState(this.#variables);
    copy.folder = this.folder;
    copy.previousFolder = this.previousFolder;
    copy.lastCode = this.lastCode;
    return copy;
  }

  /** The value of a variable; "" if it has none. */
  value(name: string): string {
    if (name === "?") return `${this.lastCode}`;
    if (name === "PWD") return `/${this.folder}`;
    if (name === "OLDPWD") return this.previousFolder === undefined ? "" : `/${this.previousFolder}`;
    if (name === "HOME") return "/";
    return this.#variables.get(name)?.value ?? "";
  }

  /** Throws {@link TooLong}. */
  set(name: string, value: string, exported = this.#variables.get(name)?.exported ?? false): void {
    this.#variables.set(name, { value, exported });
    let characters = 0;
    for (const [key, variable] of this.#variables) characters += key.length + variable.value.length;
    if (this.#variables.size <= MOST_VARIABLES && characters <= MOST_CHARACTERS) return;
    this.#variables.delete(name);
    throw new TooLong();
  }

  unset(name: string): void {
    this.#variables.delete(name);
  }

  /** The environment of a command, sorted by name. */
  exported(): ReadonlyMap<string, string> {
    const own = [...this.#variables].flatMap(([name, { value, exported }]) =>
      exported ? [[name, value] as const] : [],
    );
    const standing = ["HOME", "PWD"].map((name) => [name, this.value(name)] as const);
    return new Map([...own, ...standing].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
