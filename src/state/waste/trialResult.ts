import type { ImageDifferences } from "#contract/imageLeftovers.ts";
import type { OfferedFix } from "./offeredFix.ts";

/** What a trial found: the saving, and what is different that should not be. */
export interface TrialResult {
  /** Bytes of the files of all layers; negative if the image grows. */
  readonly saved: number;
  /** What a container finds different; the first ones. */
  readonly unexpected: ImageDifferences["items"];
  readonly count: number;
  readonly sameConfig: boolean;
}

export function trialResult(
  { before, after, items, total, sameConfig }: ImageDifferences,
  files: OfferedFix["files"],
): TrialResult {
  const unexpected = items.filter(({ path }) => !isChangedText(path, files));
  return { saved: before - after, unexpected, count: total - items.length + unexpected.length, sameConfig };
}

/** `COPY .` also copies the Dockerfile and the .dockerignore that the fix changes. */
function isChangedText(path: string, files: OfferedFix["files"]): boolean {
  return files.some((file) => path.endsWith(`/${file.path}`));
}
