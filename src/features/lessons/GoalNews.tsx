import { useEffect, useRef, useState } from "react";
import { allPassed, type GoalRow, newlyPassed, passed } from "../../state/lessons/goals.ts";
import { messages } from "./messages.ts";

/** Announces goals as they are reached. */
export function GoalNews({ rows }: { rows: readonly GoalRow[] }) {
  const before = useRef(rows);
  const [words, setWords] = useState("");
  useEffect(() => {
    const reached = newlyPassed(before.current, rows);
    before.current = rows;
    const [first] = reached;
    if (!first) return;
    const titles = reached.map(({ title }) => title).join(", ");
    setWords(allPassed(rows) ? messages.allReached(titles) : messages.reached(titles, passed(rows), rows.length));
  }, [rows]);
  return (
    <p aria-live="polite" className="visually-hidden">
      {words}
    </p>
  );
}
