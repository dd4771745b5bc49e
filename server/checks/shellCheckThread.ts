import { parentPort, workerData } from "node:worker_threads";
import type { ShellComment } from "#dockerfile/shell/shellComment.ts";
import { shellCheckFromModules } from "./shellCheckFromModules.ts";

/** What the thread says: once that it is there, then its comments on each script. */
export type ShellCheckAnswer = "ready" | readonly ShellComment[];

const shellCheck = await shellCheckFromModules(new URL(String(workerData)));

parentPort?.postMessage("ready" satisfies ShellCheckAnswer);
parentPort?.on("message", async (script: string) => {
  // What goes wrong ends the thread: the program is of no use any more.
  parentPort?.postMessage((await shellCheck.check(script)) satisfies ShellCheckAnswer);
});
