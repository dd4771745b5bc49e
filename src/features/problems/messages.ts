import type { HadolintEnd } from "#contract/diagnostic.ts";

export const messages = {
  list: "Problems",
  empty: "No problems",
  emptyDetail: "Problems in the Dockerfile show up here as you type.",
  lastBuild: "From the last build",
  buildLabel: "build",
  exitCode: (code: number) => `exit code ${code}`,
  about: (label: string) => `About ${label}`,
  aboutFailed: "Could not load the explanation. Close and reopen it to try again.",
  instead: "Instead of",
  write: "write",
  opensPage: " (opens its documentation)",
  fixAll: "Fix all safe findings",
  hadolintVerdict: (fails: boolean) => `hadolint ${fails ? "fails" : "passes"}.`,
} as const;

/** Why hadolint's command would pass or fail. */
export function hadolintReason({ threshold, failing }: HadolintEnd): string {
  const findings = failing === 0 ? "No findings" : failing === 1 ? "1 finding" : `${failing} findings`;
  if (threshold === "none" || threshold === "ignore") {
    return failing === 0 ? `${findings}.` : `${findings}. Any finding counts (failure-threshold: ${threshold}).`;
  }
  return `${findings} at or above its failure-threshold (${threshold}).`;
}
