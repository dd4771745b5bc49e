import { useEffect } from "react";
import type { Stack } from "#contract/image.ts";
import { loadLayerFiles, loadWaste, shownFacts, useImage } from "../../state/image/image.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { configExplanation } from "./configExplanation.ts";
import { DeadNote } from "./DeadNote.tsx";
import { deadExplanation } from "./deadExplanation.ts";
import styles from "./LayerDetails.module.css";
import { LayerFileList } from "./LayerFileList.tsx";
import type { StrataRow } from "./strataRow.ts";

interface LayerDetailsProps {
  row: StrataRow;
  stack: Stack;
  /** Pixels. */
  height: number;
  onClose: () => void;
}

/** What the selected row put into the image: its files, and what of it is dead and why. */
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
  const dead = layer === undefined || !waste ? undefined : deadExplanation({ waste, layer, stack, links });
  return (
    <section className={styles.details} style={{ height }} aria-label="Files of the layer">
      <header className={styles.header}>
        <h3 className={styles.title}>
          {layer === undefined ? "" : `Layer ${layer + 1} · `}
          {row.instruction} {row.text}
        </h3>
        {row.changes && <span className={styles.count}>{changeCount(row.changes)}</span>}
        <IconButton label="Close the files of the layer" icon="close" onClick={onClose} />
      </header>
      {cacheSentence(row) && <p className={styles.cache}>{cacheSentence(row)}</p>}
      {layer === undefined && <p className={styles.note}>{configExplanation(row)}</p>}
      {files?.phase === "failed" && <ProblemNote problem={files.problem} />}
      {loaded && <LayerFileList key={loaded.layer} files={loaded} />}
      {dead && <DeadNote explanation={dead} />}
    </section>
  );
}

/** Whether the last build made the layer anew, and why. */
function cacheSentence({ cached, missReason }: StrataRow): string | undefined {
  if (cached) return "Reused from the cache: nothing that it depends on has changed.";
  return missReason === undefined ? undefined : `Built anew. ${missReason}`;
}

function changeCount({ added, changed, deleted }: NonNullable<StrataRow["changes"]>): string {
  const count = added + changed + deleted;
  return `${count.toLocaleString("en-US")} ${count === 1 ? "change" : "changes"}`;
}
