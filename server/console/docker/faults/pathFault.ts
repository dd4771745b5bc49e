import { FAULT_WORDS } from "../../command/consoleFiles.ts";

/** Why a path of the workspace can't be used, in the words of the CLI: `open a/b: not a directory`. */
export function pathFault(path: string, fault: keyof typeof FAULT_WORDS): string {
  return `open ${path}: ${FAULT_WORDS[fault].toLowerCase()}`;
}
