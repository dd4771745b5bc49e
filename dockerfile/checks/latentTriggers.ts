import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { ResolvedStages } from "../stages/resolveStages.ts";

/** ONBUILD triggers that are wrong but that no stage here runs: BuildKit builds the image, and every image from it fails. */
export function latentTriggers({ stages }: Dockerfile, resolved: ResolvedStages): readonly Diagnostic[] {
  const run = new Set(resolved.stages.flatMap(({ base }) => (base.kind === "stage" ? [base.index] : [])));
  return stages.flatMap(({ index, instructions }) =>
    instructions.flatMap((instruction): readonly Diagnostic[] => {
      if (instruction.name !== "ONBUILD" || instruction.triggerMistake === undefined || run.has(index)) return [];
      const { message, range } = instruction.triggerMistake;
      return [
        {
          range,
          severity: "warning",
          code: "onbuild-trigger",
          source: "strata",
          message: `This trigger will fail in images that start from this one: ${message}`,
          next: "It runs only there, so this build does not fail.",
        },
      ];
    }),
  );
}
