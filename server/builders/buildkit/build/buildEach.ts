import type { FinishedEvent } from "#contract/build.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { BuildJob } from "../../builder.ts";

/**
 * An image for each platform, one after the other: that for this machine last, whose steps and layers are then shown, and
 * which gets the names. The first that fails ends it.
 */
export async function buildEach(
  platforms: readonly string[],
  job: BuildJob,
  build: (job: BuildJob) => Promise<FinishedEvent>,
): Promise<FinishedEvent> {
  const host = formatPlatform(hostPlatform());
  const main = platforms.find((platform) => platform === host) ?? platforms[0];
  const others = platforms.filter((platform) => platform !== main);
  const made: { platform: string; id: NonNullable<FinishedEvent["image"]>["id"] }[] = [];
  for (const platform of others) {
    const done = await build({ ...job, request: { ...job.request, platform, tags: [] } });
    if (done.image === undefined) return done;
    made.push({ platform, id: done.image.id });
  }
  const last = await build({ ...job, request: { ...job.request, platform: main } });
  if (last.image === undefined || main === undefined) return last;
  return { ...last, image: { ...last.image, platforms: [{ platform: main, id: last.image.id }, ...made] } };
}
