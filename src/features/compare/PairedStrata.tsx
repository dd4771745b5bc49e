import { clsx } from "clsx";
import { type CSSProperties, useMemo, useState } from "react";
import type { ComparedLayer, ImageComparison } from "#contract/imageComparison.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { ribbonPath } from "../../lib/ribbonPath.ts";
import { rockOf } from "../../lib/rock.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { patternId } from "../../ui/RockPatterns.tsx";
import slab from "../../ui/Slab.module.css";
import { foldBase, type ShownPair } from "./foldBase.ts";
import { messages } from "./messages.ts";
import styles from "./PairedStrata.module.css";
import { type PlacedPair, placePairs, type SlabPlace, stretchOf } from "./pairGeometry.ts";

const RIBBONS = 36;

/** The layers of both images as two columns; a ribbon joins those that belong together. */
export function PairedStrata({ comparison: { layers, a, b } }: { comparison: ImageComparison }) {
  const baseName = a.baseName === b.baseName ? b.baseName : undefined;
  const { placed, height } = useMemo(() => placePairs(foldBase(layers, baseName)), [layers, baseName]);
  const [lit, setLit] = useState<number>();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.strata} aria-label={messages.strata} tabIndex={0}>
      <ul className="visually-hidden">
        {placed.map(({ pair }) => (
          <li key={keyOf(pair)}>{inWords(pair)}</li>
        ))}
      </ul>
      <div className={styles.columns} style={{ height }} aria-hidden="true">
        <Column side="a" placed={placed} lit={lit} onLit={setLit} />
        <svg className={styles.ribbons} aria-hidden="true" width={RIBBONS} height={height}>
          {placed.map(({ pair, a, b }, index) =>
            a && b ? (
              <path
                key={keyOf(pair)}
                d={ribbonPath(stretchOf(a), stretchOf(b), RIBBONS)}
                data-relation={pair.relation}
                data-lit={index === lit}
              />
            ) : null,
          )}
        </svg>
        <Column side="b" placed={placed} lit={lit} onLit={setLit} />
      </div>
    </section>
  );
}

interface ColumnProps {
  side: "a" | "b";
  placed: readonly PlacedPair[];
  lit: number | undefined;
  onLit: (index: number | undefined) => void;
}

function Column({ side, placed, lit, onLit }: ColumnProps) {
  return (
    <div className={styles.column}>
      {placed.map((one, index) => {
        const [layer, place] = [one.pair[side], one[side]];
        if (!layer || !place) return null;
        return (
          <div
            key={layer.index}
            className={clsx(slab.rock, styles.slab)}
            data-relation={one.pair.relation}
            data-lit={index === lit}
            style={slabStyle(layer, place)}
            title={inWords(one.pair)}
            onPointerEnter={() => onLit(index)}
            onPointerLeave={() => onLit(undefined)}
          >
            <Slab layer={layer} pair={one.pair} />
          </div>
        );
      })}
    </div>
  );
}

function Slab({ layer, pair }: { layer: ComparedLayer; pair: ShownPair }) {
  return (
    <>
      <svg className={slab.pattern} aria-hidden="true">
        <rect width="100%" height="100%" fill={`url(#${patternId(rock(layer))})`} />
      </svg>
      <span className={clsx(slab.clear, styles.word)}>{layer.instruction}</span>
      <span className={slab.line}>
        <bdi className={clsx(slab.clear, styles.plain)}>{textOf(layer, pair.count)}</bdi>
      </span>
      <span className={clsx(slab.clear, styles.marks)}>
        {messages.marks[pair.relation]} {formatSize(layer.size)}
      </span>
    </>
  );
}

const rock = ({ instruction, base }: ComparedLayer) => rockOf({ instruction, inBase: base });

function slabStyle(layer: ComparedLayer, { top, height }: SlabPlace): CSSProperties {
  const colors = { "--rock": `var(--rock-${rock(layer)})`, "--on-rock": `var(--on-rock-${rock(layer)})` };
  return { ...colors, top, height } as CSSProperties;
}

const textOf = ({ text }: ComparedLayer, count: number): string =>
  [visibleText(text), count > 1 && messages.layerCount(count)].filter(Boolean).join(", ");

const keyOf = ({ a, b }: ShownPair): string => `${a?.index ?? "-"} ${b?.index ?? "-"}`;

function inWords({ relation, a, b, count }: ShownPair): string {
  const layer = b ?? a;
  const text = layer ? textOf(layer, count) : "";
  const size = (one: ComparedLayer | undefined) => one && exactBytes(one.size);
  return messages.pair(`${layer?.instruction ?? ""} ${text}`, messages.relations[relation], size(a), size(b));
}
