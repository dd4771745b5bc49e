import { type KeyboardEvent, type MouseEvent, useId, useLayoutEffect, useMemo, useRef } from "react";
import type { Stack } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { showLayerLine } from "../../state/selection/showLayer.ts";
import { drawMap, shapeAt } from "./drawMap.ts";
import styles from "./MapDrawing.module.css";
import { type Coloring, fillOf } from "./mapColors.ts";
import { neighborOf } from "./mapKeys.ts";
import { fitted, nameOf } from "./mapNames.ts";
import type { MapShape } from "./mapShapes.ts";
import type { MapBranch } from "./mapTree.ts";
import { messages } from "./messages.ts";
import { useDrawnTheme } from "./useDrawnTheme.ts";

interface MapDrawingProps {
  root: MapBranch;
  /** Whether it took the place of another folder's map. */
  isZoomed: boolean;
  shapes: readonly MapShape[];
  stack: Stack;
  coloring: Coloring;
  pointed: MapBranch | undefined;
  chosen: MapBranch | undefined;
  onPoint: (branch: MapBranch | undefined) => void;
  onChoose: (branch: MapBranch) => void;
  onOpen: (path: string) => void;
}

/** The shapes of a folder. What is right in it can be chosen by keyboard; the pointer also reaches what is deeper. */
export function MapDrawing(props: MapDrawingProps) {
  const { root, isZoomed, shapes, stack, coloring, pointed, chosen, onPoint, onChoose, onOpen } = props;
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef<HTMLDivElement>(null);
  // The map of the folder before is gone, and the focus with it.
  useLayoutEffect(() => {
    if (isZoomed && document.activeElement === document.body) map.current?.focus();
  }, [isZoomed]);
  const theme = useDrawnTheme();
  const now = useMemo(() => Date.now() / 1000, []);
  const filled = useMemo(
    () =>
      shapes.map((shape) => ({
        shape,
        fill: fillOf(shape.branch, coloring, stack, now),
        text: shape.label && fitted(nameOf(shape.branch), shape.label.width),
      })),
    [shapes, coloring, stack, now],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colors are the theme's
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const drawn = filled.map((one) => ({ ...one, mark: markOf(one.shape.branch, pointed, chosen) }));
    const hasLabels = shapes.some(({ label }) => label !== undefined);
    drawMap(canvas.current, drawn, hasLabels ? undefined : formatSize(root.bytes));
  }, [filled, pointed, chosen, theme]);

  const options = filled.filter(({ shape }) => shape.level === 1);
  const active = options.findIndex(({ shape }) => shape.branch === chosen);
  const press = (branch: MapBranch) => {
    if (branch.kind === "folder") return onOpen(branch.path);
    onChoose(branch);
    showLayerLine(stack, branch.layer);
  };
  const branchUnder = ({ nativeEvent: { offsetX: x, offsetY: y } }: MouseEvent) =>
    canvas.current ? shapeAt(canvas.current, shapes, { x, y })?.branch : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const current = options[active]?.shape.branch;
    if (event.key === "Enter" && current !== undefined) press(current);
    else if (event.key === "Backspace" && root.path !== "/") onOpen(parentOf(root.path));
    else {
      const next = options[neighborOf(event.key, active, options.length)];
      if (next === undefined) return;
      onChoose(next.shape.branch);
    }
    event.preventDefault();
  };
  return (
    <div
      ref={map}
      className={styles.map}
      role="listbox"
      tabIndex={0}
      aria-label={messages.map(root.path)}
      aria-description={messages.hint}
      aria-activedescendant={active === -1 ? undefined : `${id}-${active}`}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const branch = branchUnder(event);
        if (branch !== undefined) press(branch);
      }}
      onPointerMove={(event) => onPoint(branchUnder(event))}
      onPointerLeave={() => onPoint(undefined)}
    >
      <div aria-hidden="true" className={styles.canvas}>
        <canvas ref={canvas} />
      </div>
      {options.map(({ shape: { branch }, fill }, index) => (
        <div
          key={`${branch.path} ${branch.kind}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={branch === chosen}
          aria-label={`${nameOf(branch)}, ${formatSize(branch.bytes)}, ${fill.word}`}
          className={styles.option}
        />
      ))}
    </div>
  );
}

function markOf(branch: MapBranch, pointed: MapBranch | undefined, chosen: MapBranch | undefined) {
  if (branch === chosen) return "chosen" as const;
  return branch === pointed ? ("pointed" as const) : undefined;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}
