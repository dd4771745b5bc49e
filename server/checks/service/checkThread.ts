import path from "node:path";
import { workerData } from "node:worker_threads";
import type { CheckResponse } from "#contract/diagnostic.ts";
import type { Digest } from "#contract/names/digest.ts";
import { type CheckInput, checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { hadolintEnd } from "#dockerfile/checks/hadolint/failureThreshold.ts";
import { HADOLINT_FILES, projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { readHadolintConfig } from "#dockerfile/checks/hadolint/readHadolintConfig.ts";
import { textsToCheck } from "#dockerfile/checks/shellcheck/checkScripts.ts";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { withoutEchoes } from "#dockerfile/checks/withoutEchoes.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { resolveStages } from "#dockerfile/stages/resolveStages.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { answerQuestions } from "#server/threads/answerQuestions.ts";
import { bashFromModules } from "../bashFromModules.ts";
import { contextText } from "./contextTexts.ts";

/** A text and its context. */
export interface CheckQuestion {
  readonly text: string;
  readonly input: Pick<CheckInput, "buildArgs" | "target">;
  /** Its .dockerignore and .hadolint.yaml count. */
  readonly context?: Digest;
}

/** A request to the thread: the scripts to run ShellCheck on, or all findings, with ShellCheck's included. */
export type ThreadQuestion = CheckQuestion & { readonly verdicts?: ReadonlyMap<string, ShellVerdict> };
/** Findings are passed as JSON: there may be a hundred thousand. */
export type ThreadAnswer = { readonly scripts: readonly string[] } | Uint8Array;

// Without the grammar, everything but the rules about commands works.
const bash = await bashFromModules().catch(() => undefined);

const blobs = openBlobStore(path.join(String(workerData), "blobs"));
const stores = { blobs, contexts: openContextStore(blobs) };

answerQuestions<ThreadQuestion, ThreadAnswer>(answer);

function answer({ text, input: asked, context, verdicts }: ThreadQuestion): ThreadAnswer {
  const dockerignore = contextText(stores, context, ".dockerignore");
  const input: CheckInput = {
    ...asked,
    ...(dockerignore === undefined ? {} : { dockerignore }),
    ...(context === undefined ? {} : { contextPaths: pathsOf(context) }),
  };
  const hadolintText = contextText(stores, context, ...HADOLINT_FILES);
  const dockerfile = parseDockerfile(text);
  if (verdicts === undefined) return { scripts: textsToCheck(dockerfile, resolveStages(dockerfile, input)) };
  const read = hadolintText === undefined ? undefined : readHadolintConfig(hadolintText);
  const { config, diagnostics } = projectConfig(read);
  const shell = (script: string): ShellVerdict | undefined => verdicts.get(script);
  const known = { ...input, hadolint: config, shell, ...(bash === undefined ? {} : { bash }) };
  const found = [...diagnostics, ...withoutEchoes(checkParsed(dockerfile, known))];
  const isConfigured = read !== undefined && diagnostics.length === 0;
  const response: CheckResponse = {
    diagnostics: found,
    ...(isConfigured ? { hadolint: hadolintEnd(found, config) } : {}),
  };
  return new TextEncoder().encode(JSON.stringify(response));
}

function pathsOf(context: Digest): readonly string[] {
  return stores.contexts.look(context).entries.map(({ path, type }) => (type === "dir" ? `${path}/` : path));
}
