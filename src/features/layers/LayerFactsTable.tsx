import { clsx } from "clsx";
import { useEffect, useMemo } from "react";
import type { LiveStep } from "#contract/buildProgress.ts";
import type { Stack } from "#contract/image.ts";
import { factsOfLayer, loadCompressed, loadLayerFacts, useLayerFacts } from "../../state/image/layerFacts.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { factMessages as words } from "./factMessages.ts";
import styles from "./LayerFactsNote.module.css";
import { type FactRow, layerFactRows } from "./layerFactRows.ts";
import { mountsOfLayer } from "./runMounts.ts";

interface LayerFactsTableProps {
  stack: Stack;
  layer: number;
  /** The step of the build that made the image. */
  step: LiveStep | undefined;
}

/** All facts of a layer. */
export function LayerFactsTable({ stack, layer, step }: LayerFactsTableProps) {
  const isShared = useShared((state) => isOfShare(state, stack.image));
  const facts = factsOfLayer(useLayerFacts(), stack.image, layer);
  const isUnknown = facts !== undefined && facts.compressed === undefined;
  const mounts = useMemo(() => mountsOfLayer(stack, layer), [stack, layer]);
  useEffect(() => {
    if (!isShared) void loadLayerFacts(stack.image);
  }, [stack, isShared]);
  useEffect(() => {
    if (!isUnknown) return;
    const left = new AbortController();
    void loadCompressed(stack.image, layer, left.signal);
    return () => left.abort();
  }, [stack, layer, isUnknown]);
  const rows = layerFactRows({ stack, layer, facts, step, mounts, isShared, now: timeAtServer() });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else to focus
    <section className={styles.table} tabIndex={0} aria-label={words.title}>
      <dl>
        {rows.map((row) => (
          <Fact key={row.name} row={row} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ row: { name, meaning, values, exact, isShort } }: { row: FactRow }) {
  return (
    <div className={clsx(styles.fact, !isShort && styles.wide)}>
      <dt title={meaning}>{name}</dt>
      {values.map((value) => (
        <dd key={value} title={exact}>
          {value}
        </dd>
      ))}
    </div>
  );
}
