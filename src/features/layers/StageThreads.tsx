import type { StageThread } from "./rowsOfStages.ts";
import styles from "./StageThreads.module.css";
import type { StackPlan } from "./stackGeometry.ts";

interface StageThreadsProps {
  threads: readonly StageThread[];
  plan: StackPlan;
  /** True for a row that is hovered or selected. */
  isLit: (key: string) => boolean;
}

/** Lines along the right edge of the stack, from a COPY to the stage that it copies from. */
export function StageThreads({ threads, plan, isLit }: StageThreadsProps) {
  const middles = new Map(plan.rows.map(({ key, top, height }) => [key, top + height / 2]));
  return (
    <svg className={styles.threads} width="14" height={plan.height} aria-hidden="true">
      {threads.map(({ from, to }, index) => {
        const [start, end] = [middles.get(from), middles.get(to)];
        if (start === undefined || end === undefined) return null;
        // Each has its own lane, as far as there is room.
        const lane = 5 + (index % 3) * 3;
        const bend = end > start ? 4 : -4;
        const path = `M0 ${start}H${lane - 4}q4 0 4 ${bend}V${end - bend}q0 ${bend} -4 ${bend}H0`;
        return <path key={`${from} ${to}`} d={path} data-strong={isLit(from) || isLit(to)} />;
      })}
    </svg>
  );
}
