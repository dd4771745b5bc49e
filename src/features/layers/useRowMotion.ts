import { type RefCallback, useCallback, useLayoutEffect, useRef } from "react";
import type { PlacedRow } from "./stackGeometry.ts";

/** Milliseconds rows take to move to their new place. */
const TURN = 180;

export interface RowBox {
  readonly top: number;
  readonly height: number;
}

export interface RowMotion {
  /** Where a row is right now, moving or at rest. */
  readonly boxes: ReadonlyMap<string, RowBox>;
  readonly register: (key: string) => RefCallback<HTMLElement>;
}

/**
 * Positions rows as planned and animates those that move, bypassing React. `onMoved` is called after every change, so
 * whatever is drawn beside the stack can follow within the same frame.
 */
export function useRowMotion(rows: readonly PlacedRow[], onMoved: () => void): RowMotion {
  const elements = useRef(new Map<string, HTMLElement>());
  const boxes = useRef(new Map<string, RowBox>());

  const callbacks = useRef(new Map<string, RefCallback<HTMLElement>>());
  // Always the same callback for a key: a new one would make React detach and reattach the element.
  const register = useCallback((key: string): RefCallback<HTMLElement> => {
    const known = callbacks.current.get(key);
    if (known) return known;
    const callback: RefCallback<HTMLElement> = (element) => {
      if (!element) return undefined;
      elements.current.set(key, element);
      return () => {
        elements.current.delete(key);
      };
    };
    callbacks.current.set(key, callback);
    return callback;
  }, []);

  useLayoutEffect(() => {
    const before = new Map(boxes.current);
    const put = (progress: number) => {
      const now = new Map<string, RowBox>();
      for (const row of rows) {
        const box = between(before.get(row.key) ?? row, row, progress);
        now.set(row.key, box);
        const style = elements.current.get(row.key)?.style;
        if (!style) continue;
        style.transform = `translateY(${box.top}px)`;
        style.height = `${box.height}px`;
      }
      boxes.current = now;
      onMoved();
    };
    const still = before.size === 0 || prefersStillness() || rows.every((row) => isAt(before.get(row.key), row));
    if (still) return put(1);
    const start = performance.now();
    let frame = requestAnimationFrame(function step(time) {
      const progress = Math.min(1, Math.max(0, time - start) / TURN);
      put(easeOut(progress));
      if (progress < 1) frame = requestAnimationFrame(step);
    });
    put(0);
    return () => cancelAnimationFrame(frame);
  }, [rows, onMoved]);

  return {
    register,
    get boxes() {
      return boxes.current;
    },
  };
}

function between(from: RowBox, to: RowBox, progress: number): RowBox {
  return {
    top: from.top + (to.top - from.top) * progress,
    height: from.height + (to.height - from.height) * progress,
  };
}

function isAt(box: RowBox | undefined, row: RowBox): boolean {
  return box === undefined || (box.top === row.top && box.height === row.height);
}

function easeOut(progress: number): number {
  return 1 - (1 - progress) ** 3;
}

function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
