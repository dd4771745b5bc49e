import type { FocusEvent } from "react";
import { filterClass, holdOrder, useClass } from "../../state/class/class.ts";
import { ALL } from "../../state/class/classFilter.ts";
import { CLASS_VIEWS, showClassView, useClassView } from "../../state/class/classView.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { useNow } from "../../ui/useNow.ts";
import { ClassMap } from "./ClassMap.tsx";
import { LearnerGrid } from "./LearnerGrid.tsx";
import styles from "./Learners.module.css";
import { LearnerTable } from "./LearnerTable.tsx";
import { messages } from "./messages.ts";
import { useLearners, useRows } from "./useRows.ts";

/** Minutes are shown: more often would only cost. */
const TICK_MS = 10_000;

/** The class as a grid, a list, or a map. Nobody moves while somebody points at them or has the focus there. */
export function Learners({ onOpen }: { onOpen: (member: string) => void }) {
  const view = useClassView((store) => store.view);
  const rows = useRows();
  const steps = useClass((store) => store.lesson?.steps.length);
  const now = useNow(timeAtServer, TICK_MS);
  const shown = { rows, steps, now, onOpen };
  const contents = {
    grid: () => <LearnerGrid {...shown} />,
    list: () => <LearnerTable {...shown} />,
    map: () => <ClassMap rows={rows} onOpen={onOpen} />,
  };
  const release = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) holdOrder(false);
  };
  return (
    <main
      className={styles.learners}
      onPointerEnter={() => holdOrder(true)}
      onPointerLeave={() => holdOrder(false)}
      onFocus={() => holdOrder(true)}
      onBlur={release}
    >
      <Tabs
        label={messages.views}
        value={view}
        onChange={showClassView}
        items={CLASS_VIEWS.map((id) => ({
          id,
          label: messages[id],
          content: view === id && (rows.length === 0 ? <Nobody /> : contents[id]()),
        }))}
      />
    </main>
  );
}

function Nobody() {
  const hasLearners = useLearners().size > 0;
  if (!hasLearners) return <EmptyState title={messages.emptyTitle}>{messages.empty}</EmptyState>;
  return (
    <EmptyState
      title={messages.noneTitle}
      action={<Button onClick={() => filterClass(ALL)}>{messages.showAll}</Button>}
    >
      {messages.none}
    </EmptyState>
  );
}
