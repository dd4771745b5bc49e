import { formatClock } from "../../lib/formatClock.ts";
import { formatDelta } from "../../lib/formatDelta.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { useBuild } from "../../state/build/build.ts";
import { buildDelta } from "../../state/build/buildDelta.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { messages } from "./messages.ts";
import styles from "./StackHeader.module.css";

/** How much larger or smaller the image is than the one before. */
export function SizeDelta() {
  const builds = useBuildList((state) => state.builds);
  const id = useBuild(({ build }) => (build.phase === "done" ? build.run.id : undefined));
  const delta = id === undefined ? undefined : buildDelta(builds, id);
  if (!delta || delta.bytes === 0) return null;
  const isLess = delta.bytes < 0;
  const since = formatClock(delta.since, Date.now());
  return (
    <span
      className={styles.delta}
      data-less={isLess}
      title={messages.deltaDetail(exactBytes(Math.abs(delta.bytes)), isLess, since)}
    >
      {formatDelta(delta.bytes)}
    </span>
  );
}
