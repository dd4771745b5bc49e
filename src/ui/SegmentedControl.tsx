import { clsx } from "clsx";
import styles from "./SegmentedControl.module.css";

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly title?: string;
}

interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
}

/** A row of buttons, one of which is pressed. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, value, segments, onChange, className } = props;
  return (
    <fieldset className={clsx(styles.control, className)} aria-label={label}>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          title={segment.title}
          onClick={() => onChange(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  );
}
