import styles from "./Spinner.module.css";

/** Spins while something runs. Text beside it, or `label`, says what. */
export function Spinner({ label }: { label?: string }) {
  return label ? (
    <span role="img" aria-label={label} className={styles.spinner} />
  ) : (
    <span aria-hidden="true" className={styles.spinner} />
  );
}

interface ProgressProps {
  label: string;
  current: number;
  /** Undefined if the total is unknown. */
  total?: number | undefined;
}

export function Progress({ label, current, total }: ProgressProps) {
  return (
    <progress aria-label={label} className={styles.progress} value={total ? current : undefined} max={total || 1} />
  );
}
