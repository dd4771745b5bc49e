import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./ResizeHandle.module.css";

interface ResizeHandleProps {
  label: string;
  /** Of the line itself, as ARIA has it: a horizontal one changes a height. */
  orientation: "horizontal" | "vertical";
  /** What it resizes: what comes after it, if not said otherwise. */
  of?: "before" | "after";
  /** Pixels of that. */
  size: number;
  least: number;
  most: number;
  onResize: (size: number) => void;
  /** A double click. */
  onReset?: () => void;
  /** Enter. */
  onFold?: () => void;
}

const STEP = 16;

/** A line that is dragged, or moved with the arrow keys, to resize what is beside it. */
export function ResizeHandle(props: ResizeHandleProps) {
  const { label, orientation, of = "after", size, least, most, onResize, onReset, onFold } = props;
  const sign = of === "after" ? 1 : -1;
  const resize = (wanted: number) => onResize(Math.min(most, Math.max(least, wanted)));
  const [forward, back] = orientation === "horizontal" ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
  const [first, last] = of === "after" ? [most, least] : [least, most];
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const wanted = { [forward]: size - sign * STEP, [back]: size + sign * STEP, Home: first, End: last }[key];
    if (wanted === undefined && !(key === "Enter" && onFold)) return;
    event.preventDefault();
    if (wanted === undefined) onFold?.();
    else resize(wanted);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle: HTMLElement = event.currentTarget;
    const at = (moved: { clientX: number; clientY: number }) =>
      orientation === "horizontal" ? moved.clientY : moved.clientX;
    const start = at(event);
    handle.setPointerCapture(event.pointerId);
    const ended = new AbortController();
    const { signal } = ended;
    handle.addEventListener("pointermove", (moved) => resize(size + sign * (start - at(moved))), { signal });
    handle.addEventListener("lostpointercapture", () => ended.abort(), { signal });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can't be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      className={styles.handle}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={onReset}
    />
  );
}
