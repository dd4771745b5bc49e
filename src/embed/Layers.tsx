import { SlabRow } from "../features/layers/SlabRow.tsx";
import { ThinRow } from "../features/layers/ThinRow.tsx";
import { formatSize } from "../lib/formatSize.ts";
import { RockPatterns } from "../ui/RockPatterns.tsx";
import styles from "./Layers.module.css";
import { messages } from "./messages.ts";
import { type EmbedStack, TOP } from "./planStack.ts";

interface LayersProps {
  plan: EmbedStack;
  lit: string | undefined;
  onLit: (link: string | undefined) => void;
}

const nothing = () => {};

/** The stack, base on top, in the order of the file. */
export function Layers({ plan: { rows, height, size, layers }, lit, onLit }: LayersProps) {
  return (
    <section className={styles.stack} aria-label={messages.layers}>
      <RockPatterns />
      <ul className={styles.rows} style={{ height, marginTop: TOP }}>
        {rows.map(({ row, top, height: tall }) => (
          <li
            key={row.key}
            className={styles.row}
            style={{ top, height: tall }}
            data-kind={row.kind}
            data-lit={row.link !== undefined && row.link === lit}
            onPointerEnter={() => onLit(row.link)}
            onPointerLeave={() => onLit(undefined)}
          >
            {row.kind === "slab" ? <SlabRow row={row} total={size} onToggle={nothing} /> : <ThinRow row={row} />}
          </li>
        ))}
      </ul>
      <p className={styles.figures}>{messages.figures(formatSize(size), layers)}</p>
    </section>
  );
}
