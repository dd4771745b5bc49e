import type { ReactNode } from "react";
import type { Rock } from "../lib/rock.ts";

/**
 * The line patterns of the rocks, as on geological maps, defined once for all slabs. Drawn in the color of the text on
 * the rock, so both themes work.
 */
export function RockPatterns() {
  return (
    <svg aria-hidden="true" width="0" height="0" style={{ position: "absolute" }}>
      <RockPatternDefs />
    </svg>
  );
}

/** `ground`: the patterns are named apart, and have the color of the rock below their lines. */
export function RockPatternDefs({ ground = false }: { ground?: boolean }) {
  return (
    <defs>
      <Pattern ground={ground} rock="from" width={20} height={20}>
        <path d="M-2 22L22 -2M-2 2L2 -2M18 22L22 18" />
      </Pattern>
      <Pattern ground={ground} rock="run" width={36} height={20}>
        <path d="M0 0.500H36M0 10.500H36M8.500 0.500V10.500M26.500 10.500V20.500" />
      </Pattern>
      <Pattern ground={ground} rock="copy" width={10} height={10}>
        <path d="M2.500 2.500h.01M7.500 7.500h.01" strokeWidth="1.800" strokeLinecap="round" />
      </Pattern>
      <Pattern ground={ground} rock="add" width={9} height={9}>
        <path d="M-2 -2L11 11M7 -2L11 2M-2 7L2 11" />
      </Pattern>
      <Pattern ground={ground} rock="workdir" width={20} height={5}>
        <path d="M0 2.500H20" />
      </Pattern>
    </defs>
  );
}

function Pattern(props: { ground: boolean; rock: Rock; width: number; height: number; children: ReactNode }) {
  const { ground, rock, width, height, children } = props;
  return (
    <pattern
      id={ground ? groundedPatternId(rock) : patternId(rock)}
      width={width}
      height={height}
      patternUnits="userSpaceOnUse"
      fill="none"
      stroke={`var(--on-rock-${rock})`}
      strokeWidth="1"
    >
      {ground && <rect width={width} height={height} fill={`var(--rock-${rock})`} stroke="none" />}
      {ground ? <g opacity="0.350">{children}</g> : children}
    </pattern>
  );
}

export function patternId(rock: Rock): string {
  return `rock-pattern-${rock}`;
}

export function groundedPatternId(rock: Rock): string {
  return `rock-pattern-${rock}-ground`;
}
