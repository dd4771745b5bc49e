import { useEffect, useState } from "react";
import { useClass } from "../../state/class/class.ts";
import type { OpenClass } from "../../state/class/classState.ts";
import { useClassView } from "../../state/class/classView.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useMediaQuery } from "../../ui/useMediaQuery.ts";
import { type Asking, ClassDialogs } from "./ClassDialogs.tsx";
import { ClassHeader } from "./ClassHeader.tsx";
import styles from "./ClassPage.module.css";
import { ClassStrip } from "./ClassStrip.tsx";
import { FilterList } from "./FilterList.tsx";
import { JoinPanel } from "./JoinPanel.tsx";
import { Learners } from "./Learners.tsx";
import { messages } from "./messages.ts";
import { Projector } from "./Projector.tsx";

/** A room, for its teachers. */
export function ClassPage() {
  const state = useClass((store) => store.state);
  if (state.phase === "loading") return <EmptyState title={messages.loading} />;
  if (state.phase === "refused") {
    return (
      <main className={styles.refused}>
        <ProblemNote problem={state.problem} action={<a href="/">{messages.toWorkspaces}</a>} />
      </main>
    );
  }
  return <OpenedClass state={state} />;
}

/** Folded on a narrow screen, where the learners are below. */
function Filters() {
  const narrow = useMediaQuery("(width < 700px)");
  if (!narrow) return <FilterList />;
  return (
    <details>
      <summary className={styles.fold}>{messages.showWhom}</summary>
      <FilterList />
    </details>
  );
}

function OpenedClass({ state }: { state: OpenClass }) {
  const [asking, setAsking] = useState<Asking>();
  const { projector } = useClassView();
  useEffect(() => {
    document.title = `${state.room.name} · ${messages.brand}`;
  }, [state.room.name]);
  if (projector) return <Projector state={state} />;
  return (
    <div className={styles.page}>
      <ClassHeader state={state} onAsk={setAsking} />
      <ClassStrip state={state} />
      <div className={styles.body}>
        <aside className={styles.side}>
          {state.phase === "open" && <JoinPanel room={state.room} />}
          <Filters />
        </aside>
        <Learners onOpen={(member) => setAsking({ kind: "learner", member })} />
      </div>
      <ClassDialogs state={state} asking={asking} onAsk={setAsking} />
    </div>
  );
}
