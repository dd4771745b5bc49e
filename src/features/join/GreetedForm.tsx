import { type FormEvent, useState } from "react";
import type { RoomGreeting } from "#contract/room.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { type JoinState, join, tryAnotherCode } from "../../state/join/join.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./JoinPage.module.css";
import { messages } from "./messages.ts";
import { removedWhen } from "./removedWhen.ts";

/** Asks who joins, once the room is found. */
export function GreetedForm({ state }: { state: Extract<JoinState, { phase: "greeted" }> }) {
  const { greeting, problem, sending } = state;
  const [wasHere, setWasHere] = useState(false);
  const [name, setName] = useState("");
  const [word, setWord] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void join(wasHere ? { word: word.trim() } : { name: name.trim() });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h1 className={styles.title}>{greeting.name}</h1>
      <Facts greeting={greeting} />
      {problem && <ProblemNote problem={problem} />}
      {wasHere ? (
        <JoinField key="word" label={messages.wordLabel} hint={messages.beforeAbout} value={word} onChange={setWord} />
      ) : (
        <JoinField key="name" label={messages.nameLabel} hint={messages.nameHint} value={name} onChange={setName} />
      )}
      <Button type="submit" variant="primary" className={styles.main} pending={sending}>
        {sending ? messages.joining : wasHere ? messages.back : messages.join}
      </Button>
      <div className={styles.others}>
        <Button variant="quiet" onClick={() => setWasHere(!wasHere)}>
          {wasHere ? messages.asNew : messages.before}
        </Button>
        <Button variant="quiet" onClick={tryAnotherCode}>
          {messages.otherCode}
        </Button>
      </div>
      <Stored greeting={greeting} />
    </form>
  );
}

function Facts({ greeting: { lesson, endsAt } }: { greeting: RoomGreeting }) {
  return (
    <dl className={styles.facts}>
      {lesson !== undefined && (
        <div>
          <dt>{messages.lesson}</dt>
          <dd>{lesson}</dd>
        </div>
      )}
      <div>
        <dt>{messages.ends}</dt>
        <dd>{formatClock(endsAt, Date.now())}</dd>
      </div>
    </dl>
  );
}

interface JoinFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

function JoinField({ label, hint, value, onChange }: JoinFieldProps) {
  return (
    <div>
      <Field label={label} placement="above">
        <TextInput
          className={styles.name}
          value={value}
          required
          autoFocus
          maxLength={60}
          aria-describedby="join-hint"
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
      <p id="join-hint" className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}

function Stored({ greeting }: { greeting: RoomGreeting }) {
  return (
    <section className={styles.stored}>
      <h2>{messages.storedTitle}</h2>
      <p>
        {messages.stored} {messages.who} {messages.removed(removedWhen(greeting, Date.now()))}
      </p>
    </section>
  );
}
