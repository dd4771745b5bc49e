import { parentPort } from "node:worker_threads";
import type { CheckResponse } from "#contract/diagnostic.ts";
import { type CheckInput, checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { hadolintEnd } from "#dockerfile/checks/hadolint/failureThreshold.ts";
import { projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { readHadolintConfig } from "#dockerfile/checks/hadolint/readHadolintConfig.ts";
import { textsToCheck } from "#dockerfile/checks/shellcheck/checkScripts.ts";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { withoutEchoes } from "#dockerfile/checks/withoutEchoes.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { resolveStages } from "#dockerfile/stages/resolveStages.ts";
import { bashFromModules } from "../checks/bashFromModules.ts";

/** A text and what is known beside it. */
export interface CheckQuestion {
  readonly text: string;
  readonly input: Pick<CheckInput, "buildArgs" | "target" | "dockerignore">;
  /** Text of the context's .hadolint.yaml. */
  readonly hadolintText?: string;
}

/** What the thread is asked: for the scripts that ShellCheck should see, or for all findings with what it said of them. */
export type ThreadQuestion = CheckQuestion & { readonly verdicts?: ReadonlyMap<string, ShellVerdict> };
export type ThreadAnswer = { readonly scripts: readonly string[] } | CheckResponse;

// Without the grammar everything but the rules about commands works.
const bash = await bashFromModules().catch(() => undefined);

parentPort?.on("message", (question: ThreadQuestion) => {
  parentPort?.postMessage(answer(question) satisfies ThreadAnswer);
});

// It is asked from now on.
parentPort?.postMessage({ scripts: [] } satisfies ThreadAnswer);

function answer({ text, input, hadolintText, verdicts }: ThreadQuestion): ThreadAnswer {
  const dockerfile = parseDockerfile(text);
  if (verdicts === undefined) return { scripts: textsToCheck(dockerfile, resolveStages(dockerfile, input)) };
  const read = hadolintText === undefined ? undefined : readHadolintConfig(hadolintText);
  const { config, diagnostics } = projectConfig(read);
  const shell = (script: string): ShellVerdict | undefined => verdicts.get(script);
  const known = { ...input, hadolint: config, shell, ...(bash === undefined ? {} : { bash }) };
  const found = [...diagnostics, ...withoutEchoes(checkParsed(dockerfile, known))];
  const isConfigured = read !== undefined && diagnostics.length === 0;
  return { diagnostics: found, ...(isConfigured ? { hadolint: hadolintEnd(found, config) } : {}) };
}
