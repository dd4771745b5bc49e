import { clsx } from "clsx";
import { type KeyboardEvent, type MouseEvent, useId, useMemo } from "react";
import type { Stack } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { showLayerLine } from "../../state/selection/showLayer.ts";
import { RockPatternDefs } from "../../ui/RockPatterns.tsx";
import type { ElementSize } from "../../ui/useElementSize.ts";
import { AgePatterns } from "./AgePatterns.tsx";
import styles from "./MapDrawing.module.css";
import { type Coloring, type Fill, fillOf } from "./mapColors.ts";
import { neighborOf } from "./mapKeys.ts";
import type { MapShape } from "./mapShapes.ts";
import type { MapBranch } from "./mapTree.ts";
import { messages } from "./messages.ts";

interface MapDrawingProps {
  root: MapBranch;
  shapes: readonly MapShape[];
  size: ElementSize;
  stack: Stack;
  coloring: Coloring;
  chosen: MapBranch | undefined;
  onPoint: (branch: MapBranch | undefined) => void;
  onChoose: (branch: MapBranch) => void;
  onOpen: (path: string) => void;
}

/** The shapes of a folder. What is right in it can be chosen by keyboard; the pointer also reaches what is deeper. */
export function MapDrawing({
  root,
  shapes,
  size,
  stack,
  coloring,
  chosen,
  onPoint,
  onChoose,
  onOpen,
}: MapDrawingProps) {
  const id = useId();
  const options = shapes.filter(({ level }) => level === 1);
  const active = options.findIndex(({ branch }) => branch === chosen);
  const hasHole = shapes.every(({ label }) => label === undefined);
  const now = useMemo(() => Date.now() / 1000, []);
  const press = (branch: MapBranch) => {
    if (branch.kind === "folder") return onOpen(branch.path);
    onChoose(branch);
    showLayerLine(stack, branch.layer);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = options[active]?.branch;
    if (event.key === "Enter" && current !== undefined) press(current);
    else if (event.key === "Backspace" && root.path !== "/") onOpen(parentOf(root.path));
    else {
      const next = options[neighborOf(event.key, active, options.length)];
      if (next === undefined) return;
      onChoose(next.branch);
    }
    event.preventDefault();
  };
  return (
    <div
      className={styles.map}
      role="listbox"
      tabIndex={0}
      aria-label={messages.map(root.path)}
      aria-description={messages.hint}
      aria-activedescendant={active === -1 ? undefined : `${id}-${active}`}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const branch = branchAt(event, shapes);
        if (branch !== undefined) press(branch);
      }}
      onPointerMove={(event) => onPoint(branchAt(event, shapes))}
      onPointerLeave={() => onPoint(undefined)}
    >
      <svg role="presentation" width={size.width} height={size.height}>
        <RockPatternDefs ground />
        <AgePatterns />
        {shapes.map((shape, index) => {
          const { branch } = shape;
          const option = options.indexOf(shape);
          const fill = fillOf(branch, coloring, stack, now);
          const word = `${nameOf(branch)}, ${formatSize(branch.bytes)}, ${fill.word}`;
          return (
            <g
              key={`${branch.path} ${branch.kind}`}
              {...(option === -1
                ? { "aria-hidden": true }
                : { id: `${id}-${option}`, role: "option", "aria-selected": branch === chosen, "aria-label": word })}
              data-shape={index}
              className={clsx(styles.shape, branch === chosen && styles.chosen)}
            >
              <path d={shape.path} fill={fill.fill} />
              {shape.label && <Label name={nameOf(branch)} place={shape.label} fill={fill} />}
            </g>
          );
        })}
        {hasHole && (
          <text
            x={size.width / 2}
            y={size.height / 2 + 4}
            textAnchor="middle"
            className={styles.label}
            fill="var(--ink)"
          >
            {formatSize(root.bytes)}
          </text>
        )}
      </svg>
    </div>
  );
}

/** What is under the pointer. */
function branchAt({ target }: MouseEvent, shapes: readonly MapShape[]): MapBranch | undefined {
  const shape = target instanceof Element ? target.closest<SVGElement>("[data-shape]") : null;
  return shape === null ? undefined : shapes[Number(shape.dataset.shape)]?.branch;
}

/** Its ground hides the lines of the pattern under it. */
function Label({ name, place, fill }: { name: string; place: NonNullable<MapShape["label"]>; fill: Fill }) {
  const text = fitted(name, place.width);
  return (
    <>
      <rect
        x={place.x - 2}
        y={place.y - 10}
        width={text.length * CHARACTER + 6}
        height={13}
        style={{ fill: fill.ground }}
        className={styles.ground}
      />
      <text x={place.x} y={place.y} fill={fill.ink} className={styles.label}>
        {text}
      </text>
    </>
  );
}

export function nameOf({ kind, name, files, path }: MapBranch): string {
  if (kind === "others") return messages.others(files);
  return visibleText(name === "" ? path : name);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** Pixels of a character of the labels, about. */
const CHARACTER = 6.7;

function fitted(name: string, width: number): string {
  const room = Math.floor(width / CHARACTER);
  if (name.length <= room) return name;
  return room < 3 ? "" : `${name.slice(0, room - 1)}…`;
}
