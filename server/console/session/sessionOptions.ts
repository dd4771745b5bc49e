import type { ConsoleServices } from "../command/consoleServices.ts";
import type { Program } from "../command/program.ts";
import type { HistoryStore } from "./historyStore.ts";

export interface SessionOptions {
  readonly owner: string;
  readonly workspace: string;
  /** The name of Strata's own registry, for `$REGISTRY`. */
  readonly registry?: string | undefined;
  readonly services: ConsoleServices;
  readonly programs: ReadonlyMap<string, Program>;
  readonly history: HistoryStore;
  readonly onFailure: (error: unknown) => void;
  /** Called with each text that was run to its end. */
  readonly onCommand?: (ran: RanCommand) => void;
}

/** A text that was run, and the exit code of its last command. */
export interface RanCommand {
  readonly owner: string;
  readonly workspace: string;
  readonly command: string;
  readonly code: number;
}
