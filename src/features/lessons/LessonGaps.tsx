import type { LessonGap } from "#contract/lesson.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./LessonGaps.module.css";
import { messages } from "./messages.ts";

/** What a lesson asks for and can't have here. */
export function LessonGaps({ gaps }: { gaps: readonly LessonGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <div className={styles.gaps}>
      <p className={styles.title}>
        <Icon name="warning" size={14} />
        {messages.gaps}
      </p>
      <ul className={styles.list}>
        {gaps.map(({ what, means }) => (
          <li key={what}>
            <strong>{what.charAt(0).toUpperCase() + what.slice(1)}</strong>: {means}
          </li>
        ))}
      </ul>
    </div>
  );
}
