import type { HadolintEnd } from "#contract/diagnostic.ts";

/** Why hadolint's command would end as it does. */
export function hadolintWords({ threshold, failing }: HadolintEnd): string {
  const count = failing === 0 ? "Nothing" : failing === 1 ? "One finding" : `${failing} findings`;
  const reach = failing > 1 ? "reach" : "reaches";
  return threshold === "none" || threshold === "ignore"
    ? `${count} was found, and any finding counts (failure-threshold ${threshold}).`.replace(
        "findings was",
        "findings were",
      )
    : `${count} ${reach} its failure-threshold, ${threshold}.`;
}
