import type { BuildSummary } from "#contract/build.ts";
import { shortId } from "#contract/names/shortId.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";

interface LabeledBuild {
  readonly id: string;
  readonly label: string;
}

/** Builds as they are chosen from; those that time, name, and size leave alike have the ID of their image, too. */
export function labeledBuilds(builds: readonly BuildSummary[], now: number): readonly LabeledBuild[] {
  const labels = builds.map(({ createdAt, name, image }) =>
    messages.named(
      formatClock(createdAt, now),
      name ?? image?.tags[0] ?? shortId(image?.id ?? ""),
      image?.size === undefined ? undefined : formatSize(image.size),
    ),
  );
  return builds.map(({ id, image }, index) => {
    const label = labels[index] ?? "";
    const isAlike = image !== undefined && labels.indexOf(label) !== labels.lastIndexOf(label);
    return { id, label: isAlike ? messages.alike(label, shortId(image.id)) : label };
  });
}
