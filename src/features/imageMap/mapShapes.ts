import { partition, treemap } from "d3-hierarchy";
import { type MapBranch, sizedTree } from "./mapTree.ts";

export const FORMS = ["treemap", "sunburst"] as const;
export type MapForm = (typeof FORMS)[number];

/** What is drawn of one node: a rectangle or a part of a ring. Places in pixels. */
export interface MapShape {
  readonly branch: MapBranch;
  /** 1 for what is right in the folder of the map. */
  readonly level: number;
  readonly path: string;
  /** Where its name goes; absent if there is no room. */
  readonly label?: { readonly x: number; readonly y: number; readonly width: number };
  /** Pixels. */
  readonly area: number;
}

/** Smaller shapes are not drawn: they can't be seen, and there may be thousands. */
const LEAST_AREA = 12;
const HEADER = 17;
const LEAST_LABEL = 44;

export function treemapShapes(root: MapBranch, width: number, height: number): MapShape[] {
  const laidOut = treemap<MapBranch>()
    .size([width, height])
    .paddingInner(1)
    .paddingOuter(2)
    .paddingTop(({ x0, x1, y0, y1, depth }) =>
      depth > 0 && x1 - x0 > LEAST_LABEL && y1 - y0 > 2 * HEADER ? HEADER : 2,
    )
    .round(true)(sizedTree(root));
  return laidOut.descendants().flatMap(({ data, depth, x0, x1, y0, y1 }): MapShape[] => {
    const area = (x1 - x0) * (y1 - y0);
    if (depth === 0 || area < LEAST_AREA) return [];
    const hasLabel = x1 - x0 > LEAST_LABEL && y1 - y0 >= HEADER - 1;
    return [
      {
        branch: data,
        level: depth,
        path: `M${x0} ${y0}H${x1}V${y1}H${x0}Z`,
        area,
        ...(hasLabel && { label: { x: x0 + 4, y: y0 + 12, width: x1 - x0 - 8 } }),
      },
    ];
  });
}

/** Rings around a hole, which has the folder itself. */
const HOLE = 0.28;

export function sunburstShapes(root: MapBranch, width: number, height: number): MapShape[] {
  const radius = Math.min(width, height) / 2 - 2;
  const center = { x: width / 2, y: height / 2 };
  const tree = sizedTree(root);
  const rings = Math.max(1, tree.height);
  const hole = radius * HOLE;
  const ring = (radius - hole) / rings;
  const laidOut = partition<MapBranch>().size([2 * Math.PI, rings + 1])(tree);
  return laidOut.descendants().flatMap(({ data, depth, x0, x1 }): MapShape[] => {
    const inner = hole + (depth - 1) * ring;
    const outer = inner + ring - 1;
    const area = ((x1 - x0) / 2) * (outer ** 2 - inner ** 2);
    if (depth === 0 || area < LEAST_AREA) return [];
    return [{ branch: data, level: depth, path: ringPart(center, { from: x0, to: x1, inner, outer }), area }];
  });
}

interface RingPart {
  /** Radians, clockwise from the top. */
  readonly from: number;
  readonly to: number;
  readonly inner: number;
  readonly outer: number;
}

/** A whole ring can't be one arc, whose ends would be the same point: it ends a hair before. */
function ringPart(center: { readonly x: number; readonly y: number }, { from, to, inner, outer }: RingPart): string {
  const end = Math.min(to, from + 2 * Math.PI - 1e-3);
  const large = end - from > Math.PI ? 1 : 0;
  const at = (angle: number, radius: number) =>
    `${(center.x + Math.sin(angle) * radius).toFixed(2)} ${(center.y - Math.cos(angle) * radius).toFixed(2)}`;
  return [
    `M${at(from, outer)}A${outer} ${outer} 0 ${large} 1 ${at(end, outer)}`,
    `L${at(end, inner)}A${inner} ${inner} 0 ${large} 0 ${at(from, inner)}Z`,
  ].join("");
}
