import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Stack } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { type BuildState, runOf } from "../../state/build/buildState.ts";
import { numberedSteps } from "../../state/build/buildSummary.ts";
import { archiveOf } from "../../state/image/image.ts";
import { turnStack, useStackView } from "../../state/page/stackView.ts";
import { toggleStepThrough, useStepThrough } from "../../state/selection/stepThrough.ts";
import { showWaste } from "../../state/waste/wasteView.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import { isSlight } from "./rowShares.ts";
import { SizeDelta } from "./SizeDelta.tsx";
import styles from "./StackHeader.module.css";

interface StackHeaderProps {
  build: BuildState;
  /** The menu of the last builds. */
  builds: ReactNode;
  /** Runs the image. */
  run: ReactNode;
  /** Undefined while the steps of a build are shown. */
  stack: Stack | undefined;
  /** Goes back to the last image if the current build produced none. */
  onLastGood?: () => void;
}

/** Size, layers, how much of it is yours, how much is dead, and the direction of the stack. */
export function StackHeader({ build, builds, run, stack, onLastGood }: StackHeaderProps) {
  const { direction } = useStackView();
  const steps = useStepThrough((state) => state.on);
  const isShared = useShared((state) => isOfShare(state, stack?.image));
  return (
    <header className={styles.header}>
      {stack ? <ImageFigures stack={stack} /> : <BuildFigures build={build} />}
      <div className={styles.tools}>
        {builds}
        <button
          type="button"
          className={styles.turn}
          onClick={turnStack}
          aria-label={messages.turn(direction)}
          title={messages.turnDetail(direction)}
        >
          <span aria-hidden="true">{direction === "dockerfile-order" ? "▼" : "▲"}</span>{" "}
          <span className={styles.turnLabel}>{messages.turn(direction)}</span>
        </button>
        {stack && !isShared && (
          <a
            className={styles.download}
            href={archiveOf(stack.image)}
            download
            aria-label={messages.download}
            title={messages.downloadDetail}
          >
            <Icon name="download" size={14} /> <span className={styles.downloadLabel}>{messages.download}</span>
          </a>
        )}
        {stack && run}
        <button
          type="button"
          className={styles.download}
          aria-label={messages.stepThrough}
          aria-pressed={steps}
          aria-keyshortcuts="S"
          title={messages.stepThroughDetail}
          onClick={toggleStepThrough}
        >
          <Icon name="steps" size={14} /> <span className={styles.stepLabel}>{messages.step}</span>
        </button>
        {onLastGood && (
          <button type="button" className={styles.turn} onClick={onLastGood}>
            {messages.showLastImage}
          </button>
        )}
      </div>
    </header>
  );
}

function ImageFigures({ stack }: { stack: Stack }) {
  const layers = stack.rows.flatMap((row) => row.layer ?? []);
  const size = sizeOf(layers);
  const own = sizeOf(stack.rows.flatMap((row) => (row.base ? [] : (row.layer ?? []))));
  return (
    <>
      <h2 className={styles.total} title={messages.totalSize(exactBytes(size))}>
        {formatSize(size)}
      </h2>
      <span className={styles.facts}>
        <SizeDelta />
        {messages.layerCount(layers.length)}
        {own < size && (
          <>
            ,{" "}
            <span className={styles.own} title={messages.ownSizeDetail(exactBytes(own))}>
              {messages.ownSize(formatSize(own))}
            </span>
          </>
        )}
      </span>
      <button
        type="button"
        className={clsx(styles.dead, isSlight(stack.dead, size) && styles.slight)}
        aria-label={stack.dead > 0 ? messages.goToDead(formatSize(stack.dead)) : messages.goToWaste}
        aria-haspopup="dialog"
        title={stack.dead > 0 ? messages.deadDetail(exactBytes(stack.dead)) : messages.wasteDetail}
        onClick={showWaste}
      >
        {stack.dead > 0 ? messages.dead(formatSize(stack.dead)) : messages.noDead}
      </button>
    </>
  );
}

function BuildFigures({ build }: { build: BuildState }) {
  const steps = numberedSteps(runOf(build)?.steps ?? []);
  const ended = steps.filter((step) => step.state === "done" || step.state === "cached").length;
  return (
    <>
      <h2 className={styles.total}>{messages.phases[build.phase]}</h2>
      <span className={styles.facts}>{messages.stepCount(ended, steps.length)}</span>
    </>
  );
}

function sizeOf(layers: readonly { readonly contentSize: number }[]): number {
  return layers.reduce((sum, layer) => sum + layer.contentSize, 0);
}
