import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./ResizeHandle.module.css";

interface ResizeHandleProps {
  label: string;
  /** Of the line itself, as ARIA has it: a horizontal one changes a height. */
  orientation: "horizontal" | "vertical";
  /** Pixels of what comes after it. */
  size: number;
  least: number;
  most: number;
  onResize: (size: number) => void;
}

const STEP = 16;

/** A line that is dragged, or moved with the arrow keys, to resize what is below or right of it. */
export function ResizeHandle({ label, orientation, size, least, most, onResize }: ResizeHandleProps) {
  const resize = (wanted: number) => onResize(Math.min(most, Math.max(least, wanted)));
  const [smaller, larger] = orientation === "horizontal" ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = { [smaller]: size - STEP, [larger]: size + STEP, Home: most, End: least }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    resize(wanted);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle: HTMLElement = event.currentTarget;
    const at = (moved: { clientX: number; clientY: number }) =>
      orientation === "horizontal" ? moved.clientY : moved.clientX;
    const start = at(event);
    handle.setPointerCapture(event.pointerId);
    const ended = new AbortController();
    const { signal } = ended;
    handle.addEventListener("pointermove", (moved) => resize(size + start - at(moved)), { signal });
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
    />
  );
}
