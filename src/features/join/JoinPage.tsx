import { useJoin } from "../../state/join/join.ts";
import { Mark } from "../../ui/Mark.tsx";
import { CodeForm } from "./CodeForm.tsx";
import { GreetedForm } from "./GreetedForm.tsx";
import styles from "./JoinPage.module.css";
import { messages } from "./messages.ts";

/** The way into a room: its code, then a name. */
export function JoinPage() {
  const state = useJoin((store) => store.state);
  return (
    <div className={styles.page}>
      <header className={styles.brand}>
        <Mark />
        <span>{messages.brand}</span>
      </header>
      <main className={styles.card}>
        {state.phase === "greeted" ? <GreetedForm state={state} /> : <CodeForm state={state} />}
      </main>
    </div>
  );
}
