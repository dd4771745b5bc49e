import { useId } from "react";
import type { Verdict } from "#contract/lesson.ts";
import { revealRange } from "../../state/editor/editor.ts";
import type { GoalRow } from "../../state/lessons/goals.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import { TextWithCode } from "../../ui/TextWithCode.tsx";
import styles from "./GoalList.module.css";
import { messages } from "./messages.ts";

/** The goals of a step: marks that fill, and what is still missing. */
export function GoalList({ rows }: { rows: readonly GoalRow[] }) {
  const heading = useId();
  if (rows.length === 0) return null;
  return (
    <section className={styles.goals} aria-labelledby={heading}>
      <h4 id={heading} className={styles.heading}>
        {messages.goals}
      </h4>
      <ul className={styles.list} aria-labelledby={heading}>
        {rows.map(({ goal, verdict }) => (
          <li key={goal.id} className={styles.goal} data-state={verdict.state}>
            <span className={styles.mark}>{verdict.state === "passed" && <Icon name="check" size={12} />}</span>
            <div className={styles.words}>
              <p>
                <TextWithCode text={goal.title} />
                <span className="visually-hidden">{`. ${messages.goalState[verdict.state]}`}</span>
              </p>
              {verdict.state === "failed" && <Findings verdict={verdict} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a check saw, what it wanted, and where to look. */
function Findings({ verdict: { saw, wanted, at } }: { verdict: Verdict }) {
  return (
    <dl className={styles.findings}>
      {saw !== undefined && <Finding word={messages.saw} text={saw} />}
      {wanted !== undefined && <Finding word={messages.wanted} text={wanted} />}
      {at && <Place at={at} />}
    </dl>
  );
}

function Finding({ word, text }: { word: string; text: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        <TextWithCode text={text} />
      </dd>
    </div>
  );
}

function Place({ at: { path, range } }: { at: NonNullable<Verdict["at"]> }) {
  const dockerfile = useWorkspace(({ content }) => content.settings.dockerfile);
  return (
    <div>
      <dt className="visually-hidden">{messages.where}</dt>
      <dd>
        <button
          type="button"
          className={styles.place}
          onClick={() => revealRange(range, path === dockerfile ? undefined : path)}
        >
          {messages.place(path, range.start.line + 1)}
        </button>
      </dd>
    </div>
  );
}
