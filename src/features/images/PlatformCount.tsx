import type { ImageSummary } from "#contract/image.ts";
import styles from "./ImageTable.module.css";
import { messages } from "./messages.ts";

/** How many platforms an image is for, if it has an index of several. */
export function PlatformCount({ of: { id, platforms } }: { of: ImageSummary }) {
  // The others of the index have no name of their own, unless a person gave them one.
  if (platforms?.[0]?.id !== id) return null;
  const names = platforms.map(({ platform }) => platform).join(", ");
  return (
    <span className={styles.platforms} title={names}>
      {messages.platforms(platforms.length)}
    </span>
  );
}
