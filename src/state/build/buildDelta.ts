import type { BuildSummary } from "#contract/build.ts";

/** How an image differs in size from the one before it. */
export interface BuildDelta {
  /** Bytes of files; negative if it became smaller. */
  readonly bytes: number;
  /** When the one before was built, milliseconds since the epoch. */
  readonly since: number;
}

/**
 * The difference to the image before. Undefined if there is none, or if it is the same image. `builds` are newest first.
 */
export function buildDelta(builds: readonly BuildSummary[], id: string): BuildDelta | undefined {
  const image = builds.find((build) => build.id === id)?.image;
  const before = buildBefore(builds, id);
  if (image?.size === undefined || before?.image?.size === undefined || before.image.id === image.id) return undefined;
  return { bytes: image.size - before.image.size, since: before.createdAt };
}

/** The nearest older build that made an image with the same first tag. `builds` are newest first. */
export function buildBefore(builds: readonly BuildSummary[], id: string): BuildSummary | undefined {
  const at = builds.findIndex((build) => build.id === id);
  const image = builds[at]?.image;
  return image && builds.slice(at + 1).find((older) => older.image && older.image.tags[0] === image.tags[0]);
}
