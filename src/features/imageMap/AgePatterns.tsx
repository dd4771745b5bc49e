/** Spaces of the lines, and the part of the accent in the ground: the older, the wider and the paler. */
const AGES = [
  { space: 4, accent: 46 },
  { space: 7, accent: 36 },
  { space: 11, accent: 26 },
  { space: 16, accent: 16 },
  { space: 24, accent: 8 },
];

/** The fills of the classes of age, the youngest first. */
export function AgePatterns() {
  return (
    <defs>
      {AGES.map(({ space }, age) => (
        <pattern key={space} id={agePatternId(age)} width={space} height={space} patternUnits="userSpaceOnUse">
          <rect width={space} height={space} style={{ fill: ageGround(age) }} />
          <path d={`M0 ${space - 0.5}H${space}`} stroke="var(--ink)" strokeOpacity="0.180" />
        </pattern>
      ))}
    </defs>
  );
}

export function ageGround(age: number): string {
  return `color-mix(in srgb, var(--accent) ${AGES[age]?.accent ?? 0}%, var(--surface))`;
}

export function agePatternId(age: number): string {
  return `age-pattern-${age}`;
}
