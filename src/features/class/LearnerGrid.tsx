import { type KeyboardEvent, useRef, useState } from "react";
import type { LearnerRow } from "../../state/class/classRows.ts";
import { gridMove } from "./gridMove.ts";
import styles from "./LearnerGrid.module.css";
import { LearnerTile } from "./LearnerTile.tsx";
import { messages } from "./messages.ts";

interface LearnersProps {
  rows: readonly LearnerRow[];
  steps: number | undefined;
  /** Milliseconds since the epoch, by the server's clock. */
  now: number;
  onOpen: (member: string) => void;
}

/** The class as tiles of one size; the arrow keys move among them. */
export function LearnerGrid({ rows, steps, now, onOpen }: LearnersProps) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string>();
  const stop = rows.some(({ learner }) => learner.id === current) ? current : rows[0]?.learner.id;
  const onKeyDown = (event: KeyboardEvent) => {
    const tiles = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = tiles.findIndex((tile) => tile.matches(":focus"));
    const to = gridMove(event.key, at, tiles.length, columnsOf(tiles));
    if (to === undefined) return;
    event.preventDefault();
    tiles[to]?.focus();
  };
  return (
    <ul ref={list} className={styles.grid} aria-label={messages.learners} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <li key={row.learner.id}>
          <LearnerTile
            row={row}
            steps={steps}
            now={now}
            tabStop={row.learner.id === stop}
            onFocus={() => setCurrent(row.learner.id)}
            onOpen={() => onOpen(row.learner.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function columnsOf(tiles: readonly HTMLElement[]): number {
  const top = tiles[0]?.getBoundingClientRect().top;
  return Math.max(1, tiles.filter((tile) => tile.getBoundingClientRect().top === top).length);
}
