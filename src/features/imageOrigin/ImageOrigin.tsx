import type { ReactNode } from "react";
import { formatClock } from "../../lib/formatClock.ts";
import { useBuild } from "../../state/build/build.ts";
import { useImage } from "../../state/image/image.ts";
import { type OriginReason, useImageOrigin } from "../../state/imageOrigin.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ImageOrigin.module.css";
import { messages } from "./messages.ts";
import { PlatformSwitch } from "./PlatformSwitch.tsx";

/** One line: whose image this is, and why it is not the last build's. Nothing if it is. */
export function ImageOrigin() {
  const { reason, builtAt } = useImageOrigin();
  if (reason === undefined) return null;
  const tone = toneOf(reason);
  const image = builtAt === undefined ? messages.earlierImage : messages.image(formatClock(builtAt, Date.now()));
  return (
    <p className={styles.line} data-tone={tone}>
      <Icon name={tone === "error" ? "error" : "info"} size={14} />
      <span className={styles.text} title={`${messages.reasons[reason]} ${image}`}>
        <strong>{messages.reasons[reason]}</strong> {image}
      </span>
    </p>
  );
}

/** A pane of the image, below that line; if the only build failed, there is none. */
export function WithImageOrigin({ children }: { children: ReactNode }) {
  const hasFailed = useBuild(({ build }) => build.phase === "failed");
  const hasImage = useImage(({ shown }) => shown !== undefined);
  if (hasFailed && !hasImage) return <EmptyState title={messages.noImage}>{messages.noImageDetail}</EmptyState>;
  return (
    <div className={styles.frame}>
      <ImageOrigin />
      <PlatformSwitch />
      <div className={styles.pane}>{children}</div>
    </div>
  );
}

function toneOf(reason: OriginReason): "error" | "info" {
  return reason === "failed" || reason === "refused" ? "error" : "info";
}
