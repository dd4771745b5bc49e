import type { ReactNode } from "react";
import { visibleText } from "../lib/visibleText.ts";
import { Icon } from "./Icon.tsx";
import styles from "./ProblemNote.module.css";

interface ProblemNoteProps {
  /** A problem of the contract, or anything with its shape. */
  problem: { title: string; detail: string; next?: string | undefined; lastLines?: readonly string[] | undefined };
  action?: ReactNode;
}

/** What is wrong, where, and what to do, in that order. */
export function ProblemNote({ problem, action }: ProblemNoteProps) {
  return (
    <div role="alert" className={styles.note}>
      <Icon name="error" className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>{problem.title}</p>
        <p>{visibleText(problem.detail)}</p>
        {problem.lastLines && problem.lastLines.length > 0 && (
          <pre className={styles.output}>{visibleText(problem.lastLines.join("\n"))}</pre>
        )}
        {problem.next && <p className={styles.next}>{problem.next}</p>}
        {action}
      </div>
    </div>
  );
}
