import type { ReactNode } from "react";
import { classPage } from "#contract/pagePaths.ts";
import { type Looking, useLooking } from "../../state/looking/looking.ts";
import styles from "./Looking.module.css";
import { messages } from "./messages.ts";

/** The learner's page while there is one to look at; else why there is none. */
export function LearnerGate({ children }: { children: ReactNode }) {
  const looking = useLooking((state) => state.looking);
  const words = wordsFor(looking);
  if (words === undefined) return children;
  return (
    <main className={styles.gate}>
      <div className={styles.note}>{words}</div>
    </main>
  );
}

function wordsFor(looking: Looking): ReactNode {
  switch (looking.phase) {
    case "off":
    case "opening":
      return <output>{messages.opening}</output>;
    case "looking":
      return looking.learner.workspace === undefined ? (
        <>
          <h1>{messages.noWorkspace(looking.learner.name)}</h1>
          <a href={classPage(looking.room.id)}>{messages.back}</a>
        </>
      ) : undefined;
    case "over":
      return (
        <>
          <h1>{looking.why === "left" ? messages.left(looking.name) : messages.ended}</h1>
          <p>{looking.why === "left" ? messages.leftNext : messages.endedNext}</p>
          <a href={classPage(looking.room)}>{messages.back}</a>
        </>
      );
    case "refused":
      return (
        <>
          <h1>{looking.problem.title}</h1>
          <p>
            {looking.problem.detail} {looking.problem.next}
          </p>
          <a href="/">{messages.home}</a>
        </>
      );
  }
}
