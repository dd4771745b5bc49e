import type { PlatformImage } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { NewImage } from "#server/oci/store/newImage.ts";
import type { BuildJob } from "../../builder.ts";
import type { KeptAs } from "../image/keptAs.ts";

type Build = (job: BuildJob, kept: KeptAs) => Promise<FinishedEvent>;

/**
 * An image for each platform, one after the other: that for this machine last, whose steps and layers are then shown, and
 * which gets the names and the index. The first that fails ends it, and nothing is left of the others.
 */
export async function buildEach(
  images: Pick<ImageStore, "endHidden">,
  platforms: readonly string[],
  job: BuildJob,
  build: Build,
): Promise<FinishedEvent> {
  const parts: PlatformImage[] = [];
  try {
    const done = await buildAll(platforms, job, build, parts);
    // The index keeps them now.
    if (done.image !== undefined) parts.length = 0;
    return done;
  } finally {
    for (const { id } of parts) images.endHidden(job.workspace, id, false);
  }
}

/** The one that is shown of several: that of this machine if it is among them. */
export function mainPlatform(platforms: readonly string[]): string | undefined {
  const host = formatPlatform(hostPlatform());
  return platforms.find((platform) => platform === host) ?? platforms[0];
}

async function buildAll(
  platforms: readonly string[],
  job: BuildJob,
  build: Build,
  parts: PlatformImage[],
): Promise<FinishedEvent> {
  const main = mainPlatform(platforms);
  const others: NewImage[] = [];
  for (const platform of platforms.filter((one) => one !== main)) {
    const partOf = { ...job, request: { ...job.request, platform, tags: [] } };
    const done = await build(partOf, { partFor: (image) => others.push(image) });
    if (done.image === undefined) return done;
    parts.push({ platform, id: done.image.id });
  }
  const last = await build({ ...job, request: { ...job.request, platform: main } }, { others });
  if (last.image === undefined || main === undefined) return last;
  return { ...last, image: { ...last.image, platforms: [{ platform: main, id: last.image.id }, ...parts] } };
}
