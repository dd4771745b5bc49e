import { ROCKS, type Rock } from "../lib/rock.ts";
import { ROCK_TILES } from "./rockTiles.ts";

/**
 * The line patterns of the rocks, as on geological maps, defined once for all slabs. Drawn in the color of the text on
 * the rock, so both themes work.
 */
export function RockPatterns() {
  return (
    <svg aria-hidden="true" width="0" height="0" style={{ position: "absolute" }}>
      <defs>
        {ROCKS.map((rock) => (
          <Pattern key={rock} rock={rock} />
        ))}
      </defs>
    </svg>
  );
}

function Pattern({ rock }: { rock: Rock }) {
  const { width, height, path, dot } = ROCK_TILES[rock];
  return (
    <pattern
      id={patternId(rock)}
      width={width}
      height={height}
      patternUnits="userSpaceOnUse"
      fill="none"
      stroke={`var(--on-rock-${rock})`}
      strokeWidth="1"
    >
      <path d={path} {...(dot !== undefined && { strokeWidth: dot, strokeLinecap: "round" })} />
    </pattern>
  );
}

export function patternId(rock: Rock): string {
  return `rock-pattern-${rock}`;
}
