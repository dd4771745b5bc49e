import { useState } from "react";
import type { ContentHit } from "#contract/contentSearch.ts";
import { formatSize } from "../../lib/formatSize.ts";
import type { TreeAction } from "../../lib/treeKey.ts";
import { visibleText } from "../../lib/visibleText.ts";
import type { SearchHit } from "../../state/imageFile/imageSearch.ts";
import { useMediaQuery } from "../../ui/useMediaQuery.ts";
import { VirtualTree } from "../../ui/VirtualTree.tsx";
import { messages } from "./messages.ts";
import styles from "./SearchDialog.module.css";

const ROW = 26;
const PHONE_ROW = 46;

interface SearchResultsProps {
  readonly hits: readonly SearchHit[];
  readonly onChoose: (hit: SearchHit) => void;
}

/** What a search found: arrow keys go through it, Enter opens. */
export function SearchResults({ hits, onChoose }: SearchResultsProps) {
  const [selected, setSelected] = useState<string>();
  const isPhone = useMediaQuery("(width < 700px)");
  const rows = hits.map((found, index) => ({ key: `${index}`, depth: 0, found }));
  const onAction = ({ kind, key }: TreeAction) => {
    setSelected(key);
    const found = hits[Number(key)];
    if (kind === "activate" && found) onChoose(found);
  };
  if (hits.length === 0) return null;
  return (
    <div className={styles.results}>
      <VirtualTree
        label={messages.results}
        rows={rows}
        rowHeight={isPhone ? PHONE_ROW : ROW}
        selected={selected}
        onAction={onAction}
        renderRow={({ found }) => (found.kind === "content" ? <Line hit={found.hit} /> : <Path found={found} />)}
      />
    </div>
  );
}

function Line({ hit }: { hit: ContentHit }) {
  const { path, layer, line, isShown, excerpt, start, end } = hit;
  return (
    <div className={styles.hit} title={messages.hitName(visibleText(path), line, layer + 1)}>
      <span className={styles.place}>
        {visibleText(path)}
        <span className={styles.line}>:{line}</span>
      </span>
      <span className={styles.excerpt}>
        {visibleText(excerpt.slice(0, start).trimStart())}
        <mark>{visibleText(excerpt.slice(start, end))}</mark>
        {visibleText(excerpt.slice(end))}
      </span>
      {!isShown && (
        <span className={styles.hidden} title={messages.hiddenDetail}>
          {messages.hidden}
        </span>
      )}
      <span className={styles.layer}>{messages.layer(layer + 1)}</span>
    </div>
  );
}

function Path({ found: { entry } }: { found: Extract<SearchHit, { kind: "path" }> }) {
  return (
    <div className={styles.hit}>
      <span className={styles.excerpt}>{visibleText(entry.path)}</span>
      {entry.change === "deleted" && <span className={styles.hidden}>{messages.hidden}</span>}
      {entry.type === "file" && <span className={styles.layer}>{formatSize(entry.size)}</span>}
      <span className={styles.layer}>{messages.layer(entry.layer + 1)}</span>
    </div>
  );
}
