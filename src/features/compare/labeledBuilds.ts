import type { BuildSummary } from "#contract/build.ts";
import { shortId } from "#contract/names/shortId.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";

interface LabeledBuild {
  readonly id: string;
  readonly label: string;
}

/**
 * Builds as they are chosen from; those that time, name, and size leave alike have the ID of their image, too.
 * The builder is said only if there were several.
 */
export function labeledBuilds(builds: readonly BuildSummary[], now: number): readonly LabeledBuild[] {
  const builders = new Set(builds.map(({ assignment }) => assignment?.builder));
  const labels = builds.map(({ createdAt, name, image, assignment }) =>
    messages.named(
      formatClock(createdAt, now),
      builders.size > 1 ? assignment?.builder : undefined,
      name ?? image?.tags[0] ?? shortId(image?.id ?? ""),
      image?.size === undefined ? undefined : formatSize(image.size),
    ),
  );
  return builds.map(({ id, image }, index) => {
    const label = labels[index] ?? "";
    const isAlike =
      image !== undefined && !label.includes(shortId(image.id)) && labels.indexOf(label) !== labels.lastIndexOf(label);
    return { id, label: isAlike ? messages.alike(label, shortId(image.id)) : label };
  });
}
