import { maskCredentials } from "#contract/credentials.ts";
import type { PlannedHistory, StageState } from "./stageState.ts";

const COMMENT = "buildkit.dockerfile.v0";

/**
 * A history row as BuildKit's commitToHistory writes it. Rows of RUN, COPY and ADD carry the suffix `# buildkit`;
 * WORKDIR's does not although it makes a layer. Passwords in addresses, which Docker keeps, are masked.
 */
export function historyRow(text: string, step: string, kind: "config" | "folder" | "content"): PlannedHistory {
  const shown = maskCredentials(text);
  return {
    created_by: kind === "content" ? `${shown} # buildkit` : shown,
    comment: COMMENT,
    ...(kind === "config" && { empty_layer: true }),
    step,
  };
}

/** RUN's row: `|2 A=1 B=2 /bin/sh -c …`: the ARGs in effect, each once, where it was first declared. */
export function runHistoryText(
  argv: readonly string[],
  { buildArgs, variables }: Pick<StageState, "buildArgs" | "variables">,
): string {
  const values = new Map<string, string>();
  for (const { key, value } of buildArgs) values.set(key, variables.lookup(key) ?? value ?? "");
  const prefix =
    values.size === 0 ? [] : [`|${values.size}`, ...Array.from(values, ([key, value]) => `${key}=${value}`)];
  return `RUN ${[...prefix, ...argv].join(" ")}`;
}
