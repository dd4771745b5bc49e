import type { ReactNode } from "react";
import type { Rock } from "./strataRow.ts";

/**
 * The line patterns of the rocks, as geological maps have them, defined once for all slabs. Drawn with the colour of the
 * text on the rock, so that both themes work.
 */
export function RockPatterns() {
  return (
    <svg aria-hidden="true" width="0" height="0" style={{ position: "absolute" }}>
      <defs>
        <Pattern rock="from" width={14} height={14}>
          <path d="M-3 17L17 -3M-3 3L3 -3M11 17L17 11" />
        </Pattern>
        <Pattern rock="run" width={28} height={16}>
          <path d="M0 0.500H28M0 8.500H28M7.500 0.500V8.500M21.500 8.500V16.500" />
        </Pattern>
        <Pattern rock="copy" width={10} height={10}>
          <path d="M2.500 2.500h.01M7.500 7.500h.01" strokeWidth="1.800" strokeLinecap="round" />
        </Pattern>
        <Pattern rock="add" width={9} height={9}>
          <path d="M-2 -2L11 11M7 -2L11 2M-2 7L2 11" />
        </Pattern>
        <Pattern rock="workdir" width={20} height={5}>
          <path d="M0 2.500H20" />
        </Pattern>
      </defs>
    </svg>
  );
}

function Pattern(props: { rock: Rock; width: number; height: number; children: ReactNode }) {
  const { rock, width, height, children } = props;
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
      {children}
    </pattern>
  );
}

export function patternId(rock: Rock): string {
  return `rock-pattern-${rock}`;
}
