import { clsx } from "clsx";
import { visibleText } from "../../lib/visibleText.ts";
import { filterClass, useClass } from "../../state/class/class.ts";
import { ALL, type ClassFilter, countGoals, countProblems } from "../../state/class/classFilter.ts";
import { countClass } from "../../state/class/classRows.ts";
import styles from "./FilterList.module.css";
import { messages } from "./messages.ts";
import { useGoals, useLearners } from "./useRows.ts";

/** Whom to show: everybody, raised hands, by problem, by goal; each with how many they are. */
export function FilterList() {
  const learners = [...useLearners().values()];
  const goals = useGoals();
  const problems = countProblems(learners);
  const counts = new Map(
    countGoals(
      learners,
      goals.map(({ key }) => key),
    ).map((count) => [count.goal, count]),
  );
  return (
    <nav className={styles.filters} aria-label={messages.filters}>
      <FilterRow filter={ALL} label={messages.all} count={learners.length} />
      <FilterRow filter={{ by: "hand" }} label={messages.hands} count={countClass(learners).hands} />
      {problems.length > 0 && <h2 className={styles.heading}>{messages.problems}</h2>}
      {problems.map(({ code, title, learners: count }) => (
        <FilterRow key={code} filter={{ by: "problem", code }} label={title} detail={code} count={count} />
      ))}
      {goals.length > 0 && <h2 className={styles.heading}>{messages.goals}</h2>}
      {goals.map(({ key, step, position, title }) => (
        <FilterRow
          key={key}
          filter={{ by: "goal", goal: key }}
          number={messages.goalNumber(step, position)}
          label={title}
          detail={messages.goalCount(counts.get(key)?.behind ?? 0, counts.get(key)?.passed ?? 0)}
          count={counts.get(key)?.behind ?? 0}
        />
      ))}
    </nav>
  );
}

interface FilterRowProps {
  filter: ClassFilter;
  number?: string;
  label: string;
  detail?: string;
  count: number;
}

function FilterRow({ filter, number, label, detail, count }: FilterRowProps) {
  const pressed = useClass((store) => isSame(store.filter, filter));
  const words = visibleText(label);
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={clsx(styles.row, count === 0 && styles.none)}
      title={detail === undefined ? words : `${words} (${detail})`}
      onClick={() => filterClass(pressed ? ALL : filter)}
    >
      {number !== undefined && <span className={styles.number}>{number}</span>}
      <span className={styles.words}>{words}</span>
      <span className={styles.count}>{count}</span>
    </button>
  );
}

function isSame(a: ClassFilter, b: ClassFilter): boolean {
  if (a.by === "goal" && b.by === "goal") return a.goal === b.goal;
  if (a.by === "problem" && b.by === "problem") return a.code === b.code;
  return a.by === b.by;
}
