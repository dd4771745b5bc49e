import { useEffect } from "react";
import type { Digest } from "#contract/names/digest.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { formatDelta } from "../../lib/formatDelta.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { keyWords } from "../../lib/platformKeys.ts";
import { useBuild } from "../../state/build/build.ts";
import { buildBefore, buildDelta } from "../../state/build/buildDelta.ts";
import { useBuildList } from "../../state/build/buildList.ts";
import { COMPARE_KEY, compareWithBefore } from "../../state/compare/compareChoice.ts";
import { loadStack, shownStack, useImage } from "../../state/image/image.ts";
import { messages } from "./messages.ts";
import styles from "./StackHeader.module.css";

/** How much larger or smaller the image is than the one before, and how many layers are new. Press it to compare the two. */
export function SizeDelta() {
  const builds = useBuildList((state) => state.builds);
  const id = useBuild(({ build }) => (build.phase === "done" ? build.run.id : undefined));
  const delta = id === undefined ? undefined : buildDelta(builds, id);
  const before = delta && id !== undefined ? buildBefore(builds, id)?.image?.id : undefined;
  const layers = useLayerDelta(before);
  if (!delta) return null;
  const isLess = delta.bytes < 0;
  const since = formatClock(delta.since, Date.now());
  const bytes = formatDelta(delta.bytes);
  const detail = messages.deltaDetail(exactBytes(Math.abs(delta.bytes)), isLess, since);
  return (
    <button
      type="button"
      className={styles.delta}
      data-less={isLess}
      aria-label={messages.deltaAction(bytes, layers)}
      title={`${[detail, layers].filter(Boolean).join(", ")} (${keyWords(COMPARE_KEY)})`}
      onClick={compareWithBefore}
    >
      {bytes}
      {layers && <span className={styles.deltaLayers}>, {layers}</span>}
    </button>
  );
}

/** How many layers of the image on the page another one does not have, in words. */
function useLayerDelta(before: Digest | undefined): string | undefined {
  const facts = useImage((state) => (before === undefined ? undefined : state.facts[before]?.stack));
  const stack = useImage(shownStack);
  useEffect(() => {
    if (before !== undefined) void loadStack(before);
  }, [before]);
  if (facts?.phase !== "ready" || !stack) return undefined;
  const known = new Set(facts.value.rows.flatMap(({ layer }) => layer?.diffId ?? []));
  const layers = stack.rows.flatMap(({ layer }) => layer?.diffId ?? []);
  const shared = layers.filter((diffId) => known.has(diffId)).length;
  return messages.layerDelta(layers.length - shared, shared);
}
