import { endBoth, type OneOfBoth, useBoth } from "../../state/compare/bothBuilds.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./BothStatus.module.css";
import { bothMessages as messages } from "./bothMessages.ts";

/** Two builds of the same Dockerfile, until both have made an image. */
export function BothStatus({ both }: { both: readonly [OneOfBoth, OneOfBoth] }) {
  const isOver = both.every(({ end }) => end !== undefined);
  return (
    <section className={styles.status} aria-label={messages.title}>
      {both.map((one) => (
        <One key={one.builder} one={one} />
      ))}
      <Button onClick={endBoth}>{isOver ? messages.close : messages.cancel}</Button>
    </section>
  );
}

function One({ one: { builder, end } }: { one: OneOfBoth }) {
  return (
    <div className={styles.one}>
      <h3 className={styles.builder}>{builder}</h3>
      {end === undefined && (
        <p className={styles.about}>
          <Spinner /> {messages.building}
        </p>
      )}
      {end === "done" && <p className={styles.about}>{messages.done}</p>}
      {end === "canceled" && <p className={styles.about}>{messages.canceled}</p>}
      {typeof end === "object" && <ProblemNote problem={end.problem} />}
    </div>
  );
}

/** True while there is no image of one of them. */
export function useBothPending(): readonly [OneOfBoth, OneOfBoth] | undefined {
  return useBoth(({ both }) => (both?.some(({ end }) => end !== "done") ? both : undefined));
}
