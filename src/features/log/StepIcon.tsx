import type { StepState } from "#contract/build.ts";
import styles from "./StepIcon.module.css";

/** The state of a step, by shape and color. Its row says the same in words. */
export function StepIcon({ state }: { state: StepState }) {
  return (
    <svg
      className={styles.icon}
      data-state={state}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.500"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[state]} />
    </svg>
  );
}

const shapes: Record<StepState, string> = {
  pending: "M6 6h.01",
  running: "M6 1.500a4.500 4.500 0 1 1-4.500 4.500",
  // A layer taken from the stack: two strokes, the upper one bent.
  cached: "M1.500 8.500h3l2-4h4M7.500 8.500h3",
  done: "M2 6.500l2.800 3L10 3",
  failed: "M2.500 2.500l7 7M9.500 2.500l-7 7",
  canceled: "M2.500 6h7",
};
