import type { ImageComparison } from "#contract/imageComparison.ts";
import { formatDelta } from "../../lib/formatDelta.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import styles from "./ComparePane.module.css";
import { messages } from "./messages.ts";

/** Sizes and layers in one line. */
export function ComparisonSummary({ comparison: { a, b, layers } }: { comparison: ImageComparison }) {
  const count = (...relations: readonly string[]) =>
    layers.filter(({ relation }) => relations.includes(relation)).length;
  const delta = b.size - a.size;
  return (
    <p className={styles.summary}>
      <strong className={styles.delta} data-less={delta < 0}>
        {formatDelta(delta)}
      </strong>
      <span title={messages.sizesDetail(exactBytes(a.size), exactBytes(b.size))}>
        {messages.sizes(formatSize(a.size), formatSize(b.size))}
      </span>
      <span>
        {a.id === b.id ? messages.same : messages.layersOf(count("added", "changed"), count("rebuilt"), count("same"))}
      </span>
    </p>
  );
}
