import { useEffect } from "react";
import type { Stack } from "#contract/image.ts";
import { loadWaste, shownFacts, useImage } from "../../state/image/image.ts";
import { openImageFile } from "../../state/imageFile/openedFile.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { late, lateAside } from "../../ui/late.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useLateTrue } from "../../ui/useLateTrue.ts";
import { DeadNote } from "./DeadNote.tsx";
import { type DrawTree, detailsTree } from "./drawTree.ts";
import styles from "./LayerDetails.module.css";
import { messages, rowExplanation } from "./messages.ts";
import type { StrataRow } from "./strataRow.ts";

// Loaded after the page: they are about containers.
const DetailsButtons = lateAside(() => import("./DetailsButtons.tsx").then((it) => it.DetailsButtons));
const WritableContent = late(() => import("./WritableContent.tsx").then((it) => it.WritableContent));
// Loaded with the first layer that is looked at.
const LayerFactsNote = lateAside(() => import("./LayerFactsNote.tsx").then((it) => it.LayerFactsNote));

interface LayerDetailsProps {
  row: StrataRow;
  /** Undefined while the steps of a build are shown. */
  stack: Stack | undefined;
  /** Draws files. */
  tree: DrawTree;
  onClose: () => void;
}

/** What the selected row added to the image: its files, and which of them are dead and why. */
export function LayerDetails({ row, stack, tree, onClose }: LayerDetailsProps) {
  const { layer } = row;
  return (
    <section className={styles.details} aria-label={messages.details}>
      <header className={styles.header}>
        <h3 className={styles.title} title={row.text}>
          <span className={styles.label}>
            {layer === undefined ? "" : messages.layer(layer + 1)}
            {row.container ? messages.writable : row.instruction}
          </span>
          {row.text}
        </h3>
        <DetailsButtons row={row} image={stack?.image} />
        <IconButton label={messages.close} icon="close" onClick={onClose} />
      </header>
      {cacheSentence(row) && (
        <p className={styles.cache} title={cacheSentence(row)}>
          {cacheSentence(row)}
        </p>
      )}
      {stack && layer !== undefined && !row.container && <LayerFactsNote stack={stack} layer={layer} />}
      <DetailsContent row={row} stack={stack} tree={tree} />
    </section>
  );
}

/** Milliseconds until a wait is worth words. */
const SLOW = 500;

function DetailsContent({ row, stack, tree }: Omit<LayerDetailsProps, "onClose">) {
  const { builtBy, container, key, layer } = row;
  const isShared = useShared((state) => isOfShare(state, builtBy ?? row.failedIn));
  if (container) return <WritableContent id={container.id} tree={tree} />;
  if (isShared) return <p className={styles.note}>{messages.stepNotShared}</p>;
  if (builtBy !== undefined) return tree(detailsTree({ kind: "step", build: builtBy, step: key }));
  if (stack && layer !== undefined) {
    return <LayerContent stack={stack} layer={layer} tree={tree} />;
  }
  if (row.failedIn !== undefined) return <p className={styles.note}>{messages.failedStep}</p>;
  return <p className={styles.note}>{rowExplanation(row)}</p>;
}

function LayerContent({ stack, layer, tree }: { stack: Stack; layer: number; tree: DrawTree }) {
  const facts = useImage(shownFacts);
  const links = useLinks((state) => state.links);
  useEffect(() => {
    if (stack.dead > 0) void loadWaste(stack.image);
  }, [stack]);
  const waste = facts?.waste?.phase === "ready" ? facts.waste.value : undefined;
  const isSlow = useLateTrue(facts?.waste?.phase === "loading", SLOW);
  return (
    <>
      {tree({
        ...detailsTree({ kind: "layer", image: stack.image, layer }),
        onOpen: ({ path }) => openImageFile({ image: stack.image, path, layer, takesFocus: true }),
      })}
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

/** Whether the last build rebuilt the layer, and why. */
function cacheSentence({ cached, missReason }: StrataRow): string | undefined {
  if (cached) return messages.reused;
  return missReason === undefined ? undefined : messages.rebuilt(missReason);
}
