import { clsx } from "clsx";
import type { Change } from "#contract/image.ts";
import { changeMarks } from "./LayerFileRow.tsx";
import styles from "./LayerFileTools.module.css";
import type { LayerFileOrder, LayerScope } from "./layerTreeRows.ts";
import { messages } from "./messages.ts";

interface LayerFileToolsProps {
  text: string;
  change: Change | undefined;
  order: LayerFileOrder;
  scope: LayerScope;
  counts: Readonly<Record<Change, number>>;
  onText: (text: string) => void;
  onChange: (change: Change | undefined) => void;
  onOrder: (order: LayerFileOrder) => void;
  onScope: ((scope: LayerScope) => void) | undefined;
}

const SCOPES = ["layer", "tree"] as const;
const SHOWN = ["added", "changed", "deleted"] as const;

/** Which files are listed, and in which order. */
export function LayerFileTools(props: LayerFileToolsProps) {
  const { text, change, order, scope, counts, onText, onChange, onOrder, onScope } = props;
  return (
    <div className={styles.tools}>
      {onScope && (
        <fieldset className={styles.scopes} aria-label={messages.scope}>
          {SCOPES.map((one) => (
            <button
              key={one}
              type="button"
              className={styles.scope}
              aria-pressed={scope === one}
              title={messages.scopeDetails[one]}
              onClick={() => onScope(one)}
            >
              {messages.scopes[one]}
            </button>
          ))}
        </fieldset>
      )}
      <input
        type="search"
        className={styles.search}
        placeholder={messages.filter}
        aria-label={messages.filter}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {SHOWN.filter((kind) => counts[kind] > 0).map((kind) => (
        <button
          key={kind}
          type="button"
          className={clsx(styles.chip, styles[kind])}
          aria-pressed={change === kind}
          aria-label={messages.only(kind, counts[kind])}
          title={messages.only(kind, counts[kind])}
          onClick={() => onChange(change === kind ? undefined : kind)}
        >
          {changeMarks[kind]} {counts[kind]}
        </button>
      ))}
      <button
        type="button"
        className={styles.order}
        aria-label={messages.changeOrder(order)}
        title={messages.changeOrder(order)}
        onClick={() => onOrder(order === "path" ? "size" : "path")}
      >
        {messages.order(order)}
      </button>
    </div>
  );
}
