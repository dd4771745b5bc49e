import type { ShellNode } from "./shellNode.ts";

/** A script with its tree. */
export interface ParsedScript {
  readonly text: string;
  readonly root: ShellNode;
  /** Whether some of it could not be read. */
  readonly wrong: boolean;
}
