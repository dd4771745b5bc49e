import { parentPort } from "node:worker_threads";
import { type CheckInput, checkDockerfile } from "#dockerfile/checks/checkDockerfile.ts";

/** What the thread is asked: a text and what is known beside it. */
export interface CheckQuestion {
  readonly text: string;
  readonly input: Pick<CheckInput, "buildArgs" | "target" | "dockerignore">;
}

parentPort?.on("message", ({ text, input }: CheckQuestion) => {
  parentPort?.postMessage(checkDockerfile(text, input));
});
