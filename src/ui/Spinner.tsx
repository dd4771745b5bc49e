import styles from "./Spinner.module.css";

/** Turns while something runs; what runs is said beside it, or by `label`. */
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
  /** Absent: how much there is isn't known. */
  total?: number | undefined;
}

export function Progress({ label, current, total }: ProgressProps) {
  return (
    <progress aria-label={label} className={styles.progress} value={total ? current : undefined} max={total || 1} />
  );
}
