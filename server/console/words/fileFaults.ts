import { FAULT_WORDS, type PathFault, type ResolvedPath } from "../command/consoleFiles.ts";
import { visibleName } from "../text/visibleText.ts";
import type { WordContext } from "./word.ts";

/** What is wrong with a path that should lead to something. */
export function faultOf(resolved: ResolvedPath): string | undefined {
  if (resolved.kind === "absent") return FAULT_WORDS["not-found"];
  return resolved.kind === "invalid" ? FAULT_WORDS[resolved.fault] : undefined;
}

export function faultWords(fault: PathFault | "is-folder"): string {
  return FAULT_WORDS[fault];
}

/** Writes each fault to stderr, one per line. Resolves to the exit code. */
export async function tell({ io }: WordContext, word: string, faults: readonly string[]): Promise<number> {
  for (const fault of faults) await io.stderr.write(`${word}: ${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

/** A name in a message, as GNU quotes it. */
export function quoted(name: string): string {
  return `'${visibleName(name)}'`;
}
