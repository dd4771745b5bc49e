import { useEffect } from "react";
import type { Stack } from "#contract/image.ts";
import { loadLayerFiles, loadMoreLayerFiles, loadWaste, shownFacts, useImage } from "../../state/image/image.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { DeadNote } from "./DeadNote.tsx";
import styles from "./LayerDetails.module.css";
import { LayerFileList } from "./LayerFileList.tsx";
import { messages, rowExplanation } from "./messages.ts";
import type { StrataRow } from "./strataRow.ts";
import { useLateTrue } from "./useLateTrue.ts";

interface LayerDetailsProps {
  row: StrataRow;
  stack: Stack;
  /** Pixels. */
  height: number;
  onClose: () => void;
}

/** What the selected row added to the image: its files, and which of them are dead and why. */
export function LayerDetails({ row, stack, height, onClose }: LayerDetailsProps) {
  const facts = useImage(shownFacts);
  const links = useLinks((state) => state.links);
  const { layer } = row;
  useEffect(() => {
    if (layer === undefined) return;
    void loadLayerFiles(stack.image, layer);
    if (stack.dead > 0) void loadWaste(stack.image);
  }, [stack, layer]);

  const files = layer === undefined ? undefined : facts?.layerFiles[layer];
  const loaded = files?.phase === "ready" ? files.value : undefined;
  const waste = facts?.waste?.phase === "ready" ? facts.waste.value : undefined;
  const isSlow = useLateTrue(facts?.waste?.phase === "loading", SLOW);
  return (
    <section className={styles.details} style={{ height }} aria-label={messages.details}>
      <header className={styles.header}>
        <h3 className={styles.title}>
          {layer === undefined ? "" : messages.layer(layer + 1)}
          {row.instruction} {row.text}
        </h3>
        {row.changes && <span className={styles.count}>{changeCount(row.changes)}</span>}
        <IconButton label={messages.close} icon="close" onClick={onClose} />
      </header>
      {cacheSentence(row) && <p className={styles.cache}>{cacheSentence(row)}</p>}
      {layer === undefined && <p className={styles.note}>{rowExplanation(row)}</p>}
      {files?.phase === "failed" && <ProblemNote problem={files.problem} />}
      {loaded && (
        <LayerFileList
          key={loaded.layer}
          files={loaded}
          onMore={() => void loadMoreLayerFiles(stack.image, loaded.layer)}
        />
      )}
      {facts?.waste?.phase === "failed" && <ProblemNote problem={facts.waste.problem} />}
      {isSlow && (
        <p className={styles.note} role="status">
          {messages.findingDead}
        </p>
      )}
      {layer !== undefined && waste && (
        <DeadNote key={`dead ${layer}`} waste={waste} layer={layer} stack={stack} links={links} />
      )}
    </section>
  );
}

/** Milliseconds until a wait is worth words. */
const SLOW = 500;

/** Whether the last build rebuilt the layer, and why. */
function cacheSentence({ cached, missReason }: StrataRow): string | undefined {
  if (cached) return messages.reused;
  return missReason === undefined ? undefined : messages.rebuilt(missReason);
}

function changeCount({ added, changed, deleted }: NonNullable<StrataRow["changes"]>): string {
  return messages.changeCount(added + changed + deleted);
}
