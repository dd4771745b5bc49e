import type { Stack } from "#contract/image.ts";
import styles from "./MapLegend.module.css";
import { type Coloring, fillOf } from "./mapColors.ts";
import type { MapShape } from "./mapShapes.ts";
import { messages } from "./messages.ts";

/** More would be no legend. */
const MOST = 12;

interface MapLegendProps {
  shapes: readonly MapShape[];
  coloring: Coloring;
  stack: Stack;
}

/** What the fills on the map stand for. */
export function MapLegend({ shapes, coloring, stack }: MapLegendProps) {
  const now = Date.now() / 1000;
  const fills = new Map(
    shapes.map(({ branch }) => {
      const fill = fillOf(branch, coloring, stack, now);
      return [fill.word, fill.fill] as const;
    }),
  );
  return (
    <ul className={styles.legend} aria-label={messages.legend}>
      {[...fills].slice(0, MOST).map(([word, fill]) => (
        <li key={word}>
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="3" fill={fill} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
