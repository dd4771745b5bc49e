import type { CommandIo } from "./commandIo.ts";
import type { ConsoleFiles } from "./consoleFiles.ts";
import type { ConsoleServices } from "./consoleServices.ts";

/** Who runs a command, where, and with what. */
export interface CommandContext {
  readonly owner: string;
  /** ID of the workspace. */
  readonly workspace: string;
  readonly services: ConsoleServices;
  readonly files: ConsoleFiles;
  readonly io: CommandIo;
  /** Aborts at Ctrl-C (unless the command has taken it over), and when the console is closed. */
  readonly signal: AbortSignal;
  /**
   * Takes Ctrl-C over until the returned function is called: `signal` does not abort, `handler` is called instead.
   * After three in a row `signal` aborts nevertheless.
   */
  onInterrupt(handler: () => void): () => void;
  /** Tells the client that the command started this build. */
  onBuild(id: string): void;
  /** The exported variables: what `docker run -e NAME` takes its value from. */
  readonly env: ReadonlyMap<string, string>;
  /** The current folder, relative to the workspace's top: "" or `a/b`. */
  readonly folder: string;
}
