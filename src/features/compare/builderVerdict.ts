import type { BuildSummary } from "#contract/build.ts";
import type { ImageComparison } from "#contract/imageComparison.ts";
import { bothMessages as messages } from "./bothMessages.ts";
import { builderReasons } from "./builderReasons.ts";

export interface BuilderVerdict {
  readonly isEqual: boolean;
  readonly title: string;
  readonly notes: readonly string[];
}

/** What two builders made of one Dockerfile; undefined unless the images are of two builders and of the same text. */
export function builderVerdict(
  comparison: ImageComparison,
  builds: readonly BuildSummary[],
): BuilderVerdict | undefined {
  const { a, b, config, history, files, layers } = comparison;
  const [first, second] = [a, b].map(({ build }) => builds.find(({ id }) => id === build)?.assignment?.builder);
  if (first === undefined || second === undefined || first === second) return undefined;
  if (a.source?.dockerfileText !== b.source?.dockerfileText) return undefined;
  const count = [files.added, files.deleted, files.changed].reduce((sum, one) => sum + one.files + one.folders, 0);
  const isEqual = config.total + history.total + count === 0;
  const times = files.timesOnly > 0 ? [messages.times(files.timesOnly)] : [];
  const digests = layers.some(({ relation }) => relation === "rebuilt") ? [messages.layers] : [];
  return {
    isEqual,
    title: isEqual ? messages.equal(first, second) : messages.different(first, second),
    notes: [
      isEqual ? messages.equalParts : messages.parts(config.total, history.total, count),
      ...builderReasons(comparison, [first, second]),
      ...times,
      ...digests,
    ],
  };
}
