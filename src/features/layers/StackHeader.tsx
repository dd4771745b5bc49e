import type { Stack } from "#contract/image.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { type BuildState, problemOf, runOf } from "../../state/build/buildState.ts";
import { numberedSteps } from "../../state/build/buildSummary.ts";
import { archiveOf } from "../../state/image/image.ts";
import { turnStack, useStackView } from "../../state/page/stackView.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./StackHeader.module.css";

interface StackHeaderProps {
  build: BuildState;
  /** Absent while the steps of a build are shown. */
  stack: Stack | undefined;
  /** Goes back to the last image, where the shown build gave none. */
  onLastGood?: () => void;
}

/** Size, layers, how much of it is one's own and how much is dead; and the turn. */
export function StackHeader({ build, stack, onLastGood }: StackHeaderProps) {
  const { direction } = useStackView();
  return (
    <header className={styles.header}>
      {stack ? <ImageFigures stack={stack} /> : <BuildFigures build={build} />}
      <div className={styles.tools}>
        <button type="button" className={styles.turn} onClick={turnStack} title={turnTitles[direction]}>
          <span aria-hidden="true">{direction === "as written" ? "▼" : "▲"}</span> {direction}
        </button>
        {stack && (
          <a
            className={styles.download}
            href={archiveOf(stack.image)}
            download
            title="An archive of the image: docker load takes it"
          >
            <Icon name="download" size={14} /> Download
          </a>
        )}
        {onLastGood && (
          <button type="button" className={styles.turn} onClick={onLastGood}>
            Show the last image
          </button>
        )}
      </div>
      {stack && <StaleNote build={build} />}
    </header>
  );
}

/** The image shown is not what the last build made: it made none. */
function StaleNote({ build }: { build: BuildState }) {
  if (!problemOf(build)) return null;
  return (
    <p className={styles.stale}>
      <Icon name="error" size={14} />
      <span>
        <strong>The last build failed.</strong> This is the image from before.
      </span>
    </p>
  );
}

function ImageFigures({ stack }: { stack: Stack }) {
  const layers = stack.rows.flatMap((row) => row.layer ?? []);
  const size = sizeOf(layers);
  const own = sizeOf(stack.rows.flatMap((row) => (row.base ? [] : (row.layer ?? []))));
  return (
    <>
      <h2 className={styles.total} title={`${exactBytes(size)} in files`}>
        {formatSize(size)}
      </h2>
      <span className={styles.facts}>
        {layers.length} {layers.length === 1 ? "layer" : "layers"},{" "}
        <span title={`${exactBytes(own)} in the layers that are not the base image's`}>{formatSize(own)} yours</span>
      </span>
      {stack.dead > 0 && (
        <span className={styles.dead} title={`${exactBytes(stack.dead)} are stored and never seen`}>
          {formatSize(stack.dead)} dead
        </span>
      )}
    </>
  );
}

function BuildFigures({ build }: { build: BuildState }) {
  const steps = numberedSteps(runOf(build)?.steps ?? []);
  const ended = steps.filter((step) => step.state === "done" || step.state === "cached").length;
  return (
    <>
      <h2 className={styles.total}>{titles[build.phase]}</h2>
      <span className={styles.facts}>
        {ended} of {steps.length} steps
      </span>
    </>
  );
}

function sizeOf(layers: readonly { readonly contentSize: number }[]): number {
  return layers.reduce((sum, layer) => sum + layer.contentSize, 0);
}

const titles: Record<BuildState["phase"], string> = {
  idle: "",
  uploading: "Sending",
  refused: "Not started",
  queued: "Waiting",
  running: "Building",
  done: "Built",
  failed: "Failed",
  canceled: "Canceled",
};

const turnTitles = {
  "as written": "In the order of the file. Press to see it as an image is stacked, base at the bottom",
  "ground up": "As an image is stacked. Press to see it in the order of the file",
} as const;
