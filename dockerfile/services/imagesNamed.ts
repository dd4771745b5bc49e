import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { resolveStages } from "../stages/resolveStages.ts";
import type { LanguageEnvironment } from "./languageEnvironment.ts";

/** The images that a text starts or copies from, each once, variables replaced. */
export function imagesNamed(dockerfile: Dockerfile, environment: LanguageEnvironment = {}): readonly string[] {
  const bases = resolveStages(dockerfile, environment).stages.flatMap(({ base, sources }) => [
    base,
    ...sources.map((source) => source.base),
  ]);
  return [...new Set(bases.flatMap((base) => (base.kind === "image" && base.name !== "" ? [base.name] : [])))];
}
