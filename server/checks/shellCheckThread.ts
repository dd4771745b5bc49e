import { parentPort, workerData } from "node:worker_threads";
import type { ShellComment } from "#dockerfile/shell/shellComment.ts";
import { shellCheckFromModules } from "./shellCheckFromModules.ts";

/** What the thread answers to the text of a script. */
export type ShellCheckAnswer = readonly ShellComment[];

const shellCheck = await shellCheckFromModules(new URL(String(workerData)));

parentPort?.on("message", async (script: string) => {
  // What goes wrong ends the thread: the program is of no use any more.
  parentPort?.postMessage((await shellCheck.check(script)) satisfies ShellCheckAnswer);
});
