import { parentPort, workerData } from "node:worker_threads";
import type { ShellComment } from "#dockerfile/shell/shellComment.ts";
import { shellCheckFromModules } from "./shellCheckFromModules.ts";

/** Messages of the thread: ready once, then the comments on each script. */
export type ShellCheckAnswer = "ready" | readonly ShellComment[];

const shellCheck = await shellCheckFromModules(new URL(String(workerData)));

parentPort?.postMessage("ready" satisfies ShellCheckAnswer);
parentPort?.on("message", async (script: string) => {
  // Errors end the thread: the program can't be used again.
  parentPort?.postMessage((await shellCheck.check(script)) satisfies ShellCheckAnswer);
});
