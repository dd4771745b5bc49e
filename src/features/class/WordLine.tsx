import { useState } from "react";
import type { Problem } from "#contract/problem.ts";
import { askWord } from "../../state/class/classActions.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./LearnerDialog.module.css";
import { messages } from "./messages.ts";

type Asked = { word: string } | { problem: Problem };

/** A word, shown on demand: somebody may be looking. Without a member it is the one that makes a teacher. */
export function WordLine({ member, title, about }: { member?: string; title: string; about: string }) {
  const [asked, setAsked] = useState<Asked>();
  const ask = async () => {
    const answer = await askWord(member);
    setAsked(answer.ok ? { word: answer.value.word } : { problem: answer.problem });
  };
  if (asked === undefined) return <Button onClick={() => void ask()}>{`${messages.showWord}…`}</Button>;
  if ("problem" in asked) return <ProblemNote problem={asked.problem} />;
  return (
    <section aria-label={title} aria-live="polite">
      <p className={styles.word}>{asked.word}</p>
      <p className={styles.about}>{about}</p>
    </section>
  );
}
