import { clsx } from "clsx";
import type { LessonNode } from "#contract/lesson.ts";
import styles from "./CodeBlock.module.css";

type Code = Extract<LessonNode, { kind: "code" }>;

/** Code of a lesson; lines that its author points at are marked. */
export function CodeBlock({ code: { text, lit = [] } }: { code: Code }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <pre className={styles.block}>
      <code>
        {lines.map((line, index) => {
          const isLit = lit.includes(index + 1);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other identity and never move
            <span key={index} className={clsx(styles.line, isLit && styles.lit)}>
              {isLit ? <mark className={styles.mark}>{line}</mark> : line}
              {"\n"}
            </span>
          );
        })}
      </code>
    </pre>
  );
}
