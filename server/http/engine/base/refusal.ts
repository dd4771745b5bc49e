import { EngineError } from "./engineError.ts";

/** What a client asks for and can't have; `option` as on the docker CLI. */
export function refusal(option: string, why: string): EngineError {
  return new EngineError(400, `Strata does not support ${option}: ${why}.`);
}

/** For clients that want to talk to BuildKit itself. */
export const BUILDKIT_ADVICE =
  "Strata's Docker API has the classic builder's way to build: set DOCKER_BUILDKIT=0, or build on Strata's page.";
