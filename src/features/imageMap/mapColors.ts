import type { Stack } from "#contract/image.ts";
import { ROCKS, type Rock, rockOf } from "../../lib/rock.ts";
import { ROCK_TILES, type RockTile } from "../../ui/rockTiles.ts";
import type { MapBranch } from "./mapTree.ts";
import { messages } from "./messages.ts";

export const COLORINGS = ["layer", "instruction", "age"] as const;
export type Coloring = (typeof COLORINGS)[number];

/** How a shape is filled: a ground, lines on it, and the color of both lines and text. CSS colors with variables. */
export interface Fill {
  readonly ground: string;
  readonly ink: string;
  readonly tile: RockTile;
  /** What the fill stands for. */
  readonly word: string;
}

const DAY = 86_400;
/** Seconds; what is older than all is one more class. */
const AGES: readonly number[] = [DAY, 7 * DAY, 30 * DAY, 365 * DAY];
/** Spaces of the lines, and the part of the accent in the ground: the older, the wider and the paler. */
const AGE_LOOKS = [
  { space: 4, accent: 46 },
  { space: 7, accent: 36 },
  { space: 11, accent: 26 },
  { space: 16, accent: 16 },
  { space: 24, accent: 8 },
];

/** Patterns, and words beside them: color is never the only mark. `now` in seconds since the epoch. */
export function fillOf(
  branch: Pick<MapBranch, "layer" | "mtime">,
  coloring: Coloring,
  stack: Stack,
  now: number,
): Fill {
  if (coloring === "age") return ageFill(AGES.filter((age) => now - branch.mtime > age).length);
  const row = stack.rows.find(({ layer }) => layer?.index === branch.layer);
  if (coloring === "instruction") {
    const inBase = row?.base ?? false;
    const word = inBase ? messages.base : (row?.instruction ?? messages.layer(branch.layer + 1));
    return rockFill(rockOf({ instruction: row?.instruction ?? "", inBase }), word);
  }
  return rockFill(rockOfLayer(branch.layer, stack), messages.layer(branch.layer + 1));
}

/** Layers of the base are one rock; the others take turns, so that neighbors differ. */
function rockOfLayer(layer: number, { rows }: Stack): Rock {
  const own = rows.flatMap((row) => (row.base || row.layer === undefined ? [] : [row.layer.index]));
  const place = own.indexOf(layer);
  const turns = ROCKS.slice(1);
  return place === -1 ? "from" : (turns[place % turns.length] ?? "from");
}

function rockFill(rock: Rock, word: string): Fill {
  return { ground: `var(--rock-${rock})`, ink: `var(--on-rock-${rock})`, tile: ROCK_TILES[rock], word };
}

function ageFill(age: number): Fill {
  const { space, accent } = AGE_LOOKS[age] ?? { space: 24, accent: 8 };
  return {
    ground: `color-mix(in srgb, var(--accent) ${accent}%, var(--surface))`,
    ink: "var(--ink)",
    tile: { width: space, height: space, path: `M0 ${space - 0.5}H${space}` },
    word: messages.ages[age] ?? "",
  };
}
