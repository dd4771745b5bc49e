import type { Rock } from "../lib/rock.ts";

/** One tile of the line pattern of a rock, as SVG and canvases draw it. */
export interface RockTile {
  readonly width: number;
  readonly height: number;
  readonly path: string;
  /** Of dots: how wide they are. */
  readonly dot?: number;
}

export const ROCK_TILES: Readonly<Record<Rock, RockTile>> = {
  from: { width: 20, height: 20, path: "M-2 22L22 -2M-2 2L2 -2M18 22L22 18" },
  run: { width: 36, height: 20, path: "M0 0.500H36M0 10.500H36M8.500 0.500V10.500M26.500 10.500V20.500" },
  copy: { width: 10, height: 10, path: "M2.500 2.500h.01M7.500 7.500h.01", dot: 1.8 },
  add: { width: 9, height: 9, path: "M-2 -2L11 11M7 -2L11 2M-2 7L2 11" },
  workdir: { width: 20, height: 5, path: "M0 2.500H20" },
};
