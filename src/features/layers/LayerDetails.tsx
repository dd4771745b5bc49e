import { useEffect, useState } from "react";
import type { LayerFiles, Stack } from "#contract/image.ts";
import {
  type ImageFacts,
  loadLayerFiles,
  loadLayerTree,
  loadMoreLayerFiles,
  loadWaste,
  shownFacts,
  useImage,
} from "../../state/image/image.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { late } from "../../ui/late.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useLateTrue } from "../../ui/useLateTrue.ts";
import { DeadNote } from "./DeadNote.tsx";
import styles from "./LayerDetails.module.css";
import { LayerFileTree } from "./LayerFileTree.tsx";
import type { LayerScope } from "./layerTreeRows.ts";
import { messages, rowExplanation } from "./messages.ts";
import { StepContent } from "./StepContent.tsx";
import type { StrataRow } from "./strataRow.ts";

// Loaded after the page: they are about containers.
const DetailsButtons = late(() => import("./DetailsButtons.tsx").then((it) => it.DetailsButtons));
const WritableContent = late(() => import("./WritableContent.tsx").then((it) => it.WritableContent));

interface LayerDetailsProps {
  row: StrataRow;
  /** Undefined while the steps of a build are shown. */
  stack: Stack | undefined;
  onClose: () => void;
}

/** What the selected row added to the image: its files, and which of them are dead and why. */
export function LayerDetails({ row, stack, onClose }: LayerDetailsProps) {
  const { layer } = row;
  return (
    <section className={styles.details} aria-label={messages.details}>
      <header className={styles.header}>
        <h3 className={styles.title}>
          {layer === undefined ? "" : messages.layer(layer + 1)}
          {row.container ? messages.writable : row.instruction} {row.text}
        </h3>
        {row.changes && !row.container && <span className={styles.count}>{changeCount(row.changes)}</span>}
        <DetailsButtons row={row} image={stack?.image} />
        <IconButton label={messages.close} icon="close" onClick={onClose} />
      </header>
      {cacheSentence(row) && (
        <p className={styles.cache} title={cacheSentence(row)}>
          {cacheSentence(row)}
        </p>
      )}
      <DetailsContent row={row} stack={stack} />
    </section>
  );
}

/** Milliseconds until a wait is worth words. */
const SLOW = 500;

function DetailsContent({ row, stack }: Pick<LayerDetailsProps, "row" | "stack">) {
  const { builtBy, container, key, layer } = row;
  const isShared = useShared((state) => isOfShare(state, builtBy ?? row.failedIn));
  if (container) return <WritableContent key={container.id} id={container.id} />;
  if (isShared) return <p className={styles.note}>{messages.stepNotShared}</p>;
  if (builtBy !== undefined) return <StepContent key={`${builtBy} ${key}`} build={builtBy} step={key} />;
  if (stack && layer !== undefined) {
    return <LayerContent key={`${stack.image} ${layer}`} stack={stack} layer={layer} />;
  }
  if (row.failedIn !== undefined) return <p className={styles.note}>{messages.failedStep}</p>;
  return <p className={styles.note}>{rowExplanation(row)}</p>;
}

function LayerContent({ stack, layer }: { stack: Stack; layer: number }) {
  const facts = useImage(shownFacts);
  const links = useLinks((state) => state.links);
  const [scope, setScope] = useState<LayerScope>("layer");
  useEffect(() => {
    if (scope === "layer") void loadLayerFiles(stack.image, layer);
    else void loadLayerTree(stack.image, layer);
    if (stack.dead > 0) void loadWaste(stack.image);
  }, [stack, layer, scope]);

  const files = scope === "layer" ? facts?.layerFiles[layer] : facts?.layerTrees[layer];
  // Until the other list is there, the old one stays: nothing jumps.
  const known = files?.phase === "ready" ? files.value : readyFiles(facts, layer);
  const waste = facts?.waste?.phase === "ready" ? facts.waste.value : undefined;
  const isSlow = useLateTrue(facts?.waste?.phase === "loading", SLOW);
  return (
    <>
      {files?.phase === "failed" && <ProblemNote problem={files.problem} />}
      {known && (
        <LayerFileTree
          files={known}
          scope={scope}
          onScope={setScope}
          onMore={() => void loadMoreLayerFiles(stack.image, layer)}
        />
      )}
      {facts?.waste?.phase === "failed" && <ProblemNote problem={facts.waste.problem} />}
      {isSlow && (
        <p className={styles.note} role="status">
          {messages.findingDead}
        </p>
      )}
      {waste && <DeadNote waste={waste} layer={layer} stack={stack} links={links} />}
    </>
  );
}

function readyFiles(facts: ImageFacts | undefined, layer: number): LayerFiles | undefined {
  const files = facts?.layerFiles[layer];
  return files?.phase === "ready" ? files.value : undefined;
}

/** Whether the last build rebuilt the layer, and why. */
function cacheSentence({ cached, missReason }: StrataRow): string | undefined {
  if (cached) return messages.reused;
  return missReason === undefined ? undefined : messages.rebuilt(missReason);
}

function changeCount({ added, changed, deleted }: NonNullable<StrataRow["changes"]>): string {
  return messages.changeCount(added + changed + deleted);
}
