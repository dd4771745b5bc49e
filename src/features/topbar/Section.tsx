import { type ReactNode, useId } from "react";
import { Button } from "../../ui/Button.tsx";
import styles from "./SettingsDialog.module.css";

interface SectionProps {
  title: string;
  about: string;
  children: ReactNode;
}

export function Section({ title, about, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {title}
      </h3>
      <p className={styles.none}>{about}</p>
      {children}
    </section>
  );
}

interface RowSectionProps extends SectionProps {
  add: string;
  onAdd: () => void;
  /** It is one line then: its title, and the button. */
  isEmpty: boolean;
}

/** A table that grows by a button beside its title. */
export function RowSection({ title, about, add, onAdd, isEmpty, children }: RowSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h3 id={id} className={styles.heading}>
          {title}
        </h3>
        <Button onClick={onAdd}>{add}</Button>
      </div>
      {!isEmpty && (
        <>
          <p className={styles.none}>{about}</p>
          <div className={styles.rows}>{children}</div>
        </>
      )}
    </section>
  );
}
