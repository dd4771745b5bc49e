import { type FormEvent, useState } from "react";
import { type JoinState, lookForRoom } from "../../state/join/join.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./JoinPage.module.css";
import { messages } from "./messages.ts";

export function CodeForm({ state }: { state: Extract<JoinState, { phase: "code" | "looking" }> }) {
  const [typed, setTyped] = useState(state.code);
  const looking = state.phase === "looking";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void lookForRoom(typed);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h1 className={styles.title}>{messages.title}</h1>
      {state.phase === "code" && state.problem && <ProblemNote problem={state.problem} />}
      <Field label={messages.codeLabel} placement="above">
        <TextInput
          className={styles.code}
          value={typed}
          required
          autoFocus
          autoCapitalize="characters"
          maxLength={20}
          aria-describedby="code-hint"
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <p id="code-hint" className={styles.hint}>
        {messages.codeHint}
      </p>
      <Button type="submit" variant="primary" className={styles.main} pending={looking}>
        {looking ? messages.looking : messages.find}
      </Button>
    </form>
  );
}
