import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { NODE_FLAGS } from "#server/nodeFlags.ts";

/** The program that `npm start` runs, as a process of its own. */
export interface LaunchedServer {
  readonly process: ChildProcess;
  /** Its output. */
  output(): string;
  /** Its exit code, once its pipes are closed too. */
  readonly ended: Promise<number | null>;
  /** Its URL, once it accepts requests; rejects with its output if it exits before. */
  listening(): Promise<string>;
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  /** `inherit` shows errors at once, `pipe` keeps them for `output`. */
  readonly stderr: "inherit" | "pipe";
}

const MAIN = join(import.meta.dirname, "..", "main.ts");
/** Starts a server with this environment; on a free port if it names none. */
export function launchServer(env: NodeJS.ProcessEnv, { args = [], stderr }: LaunchOptions): LaunchedServer {
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, ...args], {
    env: { PORT: "0", ...env },
    stdio: ["ignore", "pipe", stderr],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const listening = () =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const port = /Strata is running at http:\/\/localhost:(\d+)/.exec(output)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      };
      child.stdout?.on("data", look);
      void ended.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)));
      look();
    });
  return { process: child, output: () => output, ended, listening };
}
