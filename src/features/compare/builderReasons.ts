import { BUILDER_DIFFERENCES, type BuilderDifference, knownDifference } from "#contract/builderDifferences.ts";
import { EMBEDDED_BUILDER } from "#contract/health.ts";
import type { ImageComparison } from "#contract/imageComparison.ts";

interface Sides {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
}

/** Why the images of two builders differ, as far as it is documented: each reason once. */
export function builderReasons(
  { a, config, history, files }: ImageComparison,
  [first, second]: readonly [string, string],
): string[] {
  if (first !== EMBEDDED_BUILDER && second !== EMBEDDED_BUILDER) return [];
  const values = (sides: Sides): Pick<BuilderDifference, "embedded" | "buildkit"> => {
    const [embedded, buildkit] = first === EMBEDDED_BUILDER ? [sides.a, sides.b] : [sides.b, sides.a];
    return { ...(embedded !== undefined && { embedded }), ...(buildkit !== undefined && { buildkit }) };
  };
  const hasFiles = [files.added, files.deleted, files.changed].some((one) => one.files + one.folders > 0);
  const differences: BuilderDifference[] = [
    ...config.differences.map((one) => ({ part: "config" as const, what: one.field, ...values(one) })),
    ...history.differences.map((one) => ({ part: "history" as const, what: String(one.row), ...values(one) })),
    ...(hasFiles ? [{ part: "files" as const }] : []),
  ];
  const text = a.source?.dockerfileText ?? "";
  const codes = new Set(differences.flatMap((difference) => knownDifference(difference, text) ?? []));
  return [...codes].map((code) => BUILDER_DIFFERENCES[code].reason);
}
