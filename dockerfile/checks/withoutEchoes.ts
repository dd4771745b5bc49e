import type { Diagnostic } from "#contract/diagnostic.ts";

/**
 * Findings without those that only repeat an error at the same place. For `FROM python:` BuildKit reports both that the
 * name is invalid and that "the default value for ARG python:" makes it so. Without a variable, only the first helps.
 */
export function withoutEchoes(found: readonly Diagnostic[]): Diagnostic[] {
  const invalidNames = new Set(found.filter(({ code }) => code === "base-name").map(placeOf));
  return found.filter((one) => !blamesMissingArg(one) || !invalidNames.has(placeOf(one)));
}

function blamesMissingArg({ code, message }: Diagnostic): boolean {
  return code === "InvalidDefaultArgInFrom" && !message.includes("$");
}

function placeOf({ range: { start, end } }: Diagnostic): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}
