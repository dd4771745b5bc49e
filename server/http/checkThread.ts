import { parentPort } from "node:worker_threads";
import { type CheckInput, checkDockerfile } from "#dockerfile/checks/checkDockerfile.ts";
import { projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { readHadolintConfig } from "#dockerfile/checks/hadolint/readHadolintConfig.ts";
import { bashFromModules } from "../checks/bashFromModules.ts";

/** What the thread is asked: a text and what is known beside it. */
export interface CheckQuestion {
  readonly text: string;
  readonly input: Pick<CheckInput, "buildArgs" | "target" | "dockerignore">;
  /** Text of the context's .hadolint.yaml. */
  readonly hadolintText?: string;
}

// Without the grammar everything but the rules about commands works.
const bash = await bashFromModules().catch(() => undefined);

parentPort?.on("message", ({ text, input, hadolintText }: CheckQuestion) => {
  const read = hadolintText === undefined ? undefined : readHadolintConfig(hadolintText);
  const { config, diagnostics } = projectConfig(read);
  const known = { ...input, hadolint: config, ...(bash === undefined ? {} : { bash }) };
  parentPort?.postMessage([...diagnostics, ...checkDockerfile(text, known)]);
});
