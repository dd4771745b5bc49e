import { useMemo, useState } from "react";
import type { Change, LayerFiles } from "#contract/image.ts";
import type { TreeAction } from "../../lib/treeKey.ts";
import { VirtualTree } from "../../ui/VirtualTree.tsx";
import { LayerFileRow } from "./LayerFileRow.tsx";
import { LayerFileTools } from "./LayerFileTools.tsx";
import styles from "./LayerFileTree.module.css";
import { countChanges, filterEntries } from "./layerFileFilter.ts";
import { layerTree, timeOnly } from "./layerTree.ts";
import { type LayerFileOrder, type LayerScope, layerTreeRows } from "./layerTreeRows.ts";
import { messages } from "./messages.ts";

const ROW = 22;

interface LayerFileTreeProps {
  files: LayerFiles;
  /** What was done by this layer, or all files up to it. */
  scope: LayerScope;
  /** Undefined if there is only one. */
  onScope?: (scope: LayerScope) => void;
  /** Loads the next changes of a list that is cut off. */
  onMore?: () => void;
}

/** The files of a layer as a tree with marks, filters, and sizes. */
export function LayerFileTree({ files, scope, onScope, onMore }: LayerFileTreeProps) {
  const [text, setText] = useState("");
  const [change, setChange] = useState<Change>();
  const [order, setOrder] = useState<LayerFileOrder>("path");
  const [showsTimes, setShowsTimes] = useState(false);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [selected, setSelected] = useState<string>();
  const counts = useMemo(() => countChanges(files.entries), [files]);
  const times = useMemo(() => new Set(scope === "tree" ? [] : timeOnly(files.entries)), [files, scope]);
  const nodes = useMemo(() => {
    const told = showsTimes ? files.entries : files.entries.filter((entry) => !times.has(entry));
    return layerTree(filterEntries(told, text, change));
  }, [files, times, showsTimes, text, change]);
  const rows = useMemo(() => layerTreeRows(nodes, order, turned), [nodes, order, turned]);

  const onAction = ({ kind, key }: TreeAction) => {
    setSelected(key);
    if (kind === "select") return;
    const expanded = rows.find((row) => row.key === key)?.expanded;
    if (expanded !== undefined)
      setTurned(new Map(turned).set(key, kind === "activate" ? !expanded : kind === "expand"));
  };
  return (
    <>
      <LayerFileTools
        {...{ text, change, order, scope, counts }}
        onScope={onScope}
        onText={setText}
        onChange={setChange}
        onOrder={setOrder}
      />
      <VirtualTree
        label={scope === "layer" ? messages.changes : messages.filesUpTo}
        rows={rows}
        rowHeight={ROW}
        selected={selected}
        onAction={onAction}
        renderRow={(row) => <LayerFileRow row={row} />}
      >
        {rows.length === 0 && <p className={styles.none}>{noneText(files)}</p>}
        {files.truncated && (
          <p className={styles.none}>
            {messages.truncated(files.entries.length, files.total)}{" "}
            {scope === "layer" && onMore && (
              <button type="button" className={styles.more} onClick={onMore}>
                {messages.showMore}
              </button>
            )}
          </p>
        )}
        {times.size > 0 && (
          <button
            type="button"
            className={styles.times}
            aria-expanded={showsTimes}
            onClick={() => setShowsTimes(!showsTimes)}
          >
            {messages.timesOnly(times.size)}
          </button>
        )}
      </VirtualTree>
    </>
  );
}

function noneText({ total }: LayerFiles): string {
  return total === 0 ? messages.noChanges : messages.noMatch;
}
