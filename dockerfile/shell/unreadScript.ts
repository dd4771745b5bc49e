import type { ShellScript } from "./shellScript.ts";

/** A script that was not looked into. */
export function unreadScript(text: string): ShellScript {
  return { text, commands: [], pipelines: [], tokens: [], wrong: true };
}
