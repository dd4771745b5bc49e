import type { Stack } from "#contract/image.ts";
import { unfoldFacts, useLayerFacts } from "../../state/image/layerFacts.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { Icon } from "../../ui/Icon.tsx";
import { late } from "../../ui/late.tsx";
import { factMessages as words } from "./factMessages.ts";
import styles from "./LayerFactsNote.module.css";
import { factsSummary } from "./layerFactRows.ts";

// It reads the Dockerfile that was built.
const LayerFactsTable = late(() => import("./LayerFactsTable.tsx").then((it) => it.LayerFactsTable));

/** The facts of a layer in one line, which unfolds to all of them. */
export function LayerFactsNote({ stack, layer }: { stack: Stack; layer: number }) {
  const open = useLayerFacts((state) => state.open);
  const imageSteps = useLinks((state) => state.imageSteps);
  const made = stack.rows.find((row) => row.layer?.index === layer)?.provenance?.step;
  const step = imageSteps.find(({ id }) => id === made);
  return (
    <div className={styles.facts}>
      <button type="button" className={styles.summary} aria-expanded={open} onClick={() => unfoldFacts(!open)}>
        <Icon name={open ? "chevronDown" : "chevronRight"} size={12} className={styles.turn} />
        {words.summary}
        <span className={styles.line}>{factsSummary({ stack, layer, step })}</span>
      </button>
      {open && <LayerFactsTable stack={stack} layer={layer} step={step} />}
    </div>
  );
}
