import { useId } from "react";
import type { Stack } from "#contract/image.ts";
import styles from "./MapLegend.module.css";
import { type Coloring, type Fill, fillOf } from "./mapColors.ts";
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
      return [fill.word, fill] as const;
    }),
  );
  return (
    <ul className={styles.legend} aria-label={messages.legend}>
      {[...fills.values()].slice(0, MOST).map((fill) => (
        <li key={fill.word}>
          <Swatch fill={fill} />
          {fill.word}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ fill: { ground, ink, tile } }: { fill: Fill }) {
  const id = useId();
  return (
    <svg width="20" height="14" aria-hidden="true">
      <pattern id={id} width={tile.width} height={tile.height} patternUnits="userSpaceOnUse">
        <rect width={tile.width} height={tile.height} style={{ fill: ground }} />
        <path d={tile.path} stroke={ink} strokeWidth={tile.dot ?? 1} strokeLinecap="round" opacity="0.350" />
      </pattern>
      <rect width="20" height="14" rx="3" fill={`url(#${id})`} />
    </svg>
  );
}
