import type { Stack } from "#contract/image.ts";
import { ROCKS, type Rock, rockOf } from "../../lib/rock.ts";
import { groundedPatternId } from "../../ui/RockPatterns.tsx";
import { ageGround, agePatternId } from "./AgePatterns.tsx";
import type { MapBranch } from "./mapTree.ts";
import { messages } from "./messages.ts";

export const COLORINGS = ["layer", "instruction", "age"] as const;
export type Coloring = (typeof COLORINGS)[number];

/** How a shape is filled, with the color of text on it; `word` says what the fill stands for. */
export interface Fill {
  readonly fill: string;
  /** Without the lines, for below text. */
  readonly ground: string;
  readonly ink: string;
  readonly word: string;
}

const DAY = 86_400;
/** Seconds; what is older than all is one more class. */
const AGES: readonly number[] = [DAY, 7 * DAY, 30 * DAY, 365 * DAY];

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
  return {
    fill: `url(#${groundedPatternId(rock)})`,
    ground: `var(--rock-${rock})`,
    ink: `var(--on-rock-${rock})`,
    word,
  };
}

function ageFill(age: number): Fill {
  return {
    fill: `url(#${agePatternId(age)})`,
    ground: ageGround(age),
    ink: "var(--ink)",
    word: messages.ages[age] ?? "",
  };
}
