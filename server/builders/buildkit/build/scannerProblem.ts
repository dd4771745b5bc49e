import { type Problem, problem } from "#contract/problem.ts";
import type { NamedBuilder } from "../settings/builderSettings.ts";

/** BuildKit's own. */
const SCANNER = "docker/buildkit-syft-scanner";

/** The end of a build whose SBOM could not be made: nobody named that image in the Dockerfile. */
export function scannerProblem(
  words: string,
  { name, sbomScanner = SCANNER }: Pick<NamedBuilder, "name" | "sbomScanner">,
): Problem | undefined {
  if (!words.includes(sbomScanner)) return undefined;
  return problem("build/unsupported", `The builder ${name} can't get the image that makes SBOMs (${sbomScanner}).`, {
    next: "Build without an SBOM, or ask the operator to name one that it can get as sbomScanner.",
  });
}
