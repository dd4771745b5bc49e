import type { BuildInput } from "../build/buildRequest.ts";
import { useOpenWorkspace } from "./openWorkspace.ts";
import { secretsIn, secretValues, useSecrets } from "./secrets.ts";
import { useWorkspace } from "./workspace.ts";

/** What a build of the open workspace is of, with the secrets of this tab. */
export function buildInput(): BuildInput {
  const { files, settings } = useWorkspace.getState().content;
  const secrets = secretValues(secretsIn(useSecrets.getState().of, useOpenWorkspace.getState().id));
  return { files, settings, ...(secrets && { secrets }) };
}
