import { clsx } from "clsx";
import { type ReactNode, useId, useState } from "react";
import type { Severity } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { TextWithCode } from "../../ui/TextWithCode.tsx";
import styles from "./FindingRow.module.css";
import { messages } from "./messages.ts";

export interface FindingRowProps {
  severity: Severity;
  message: string;
  next: string | undefined;
  /** Its code, or its source. */
  label: string;
  range: Range | undefined;
  /** Shown, and only then made, when it is unfolded. */
  more?: () => ReactNode;
}

/** One problem: pressing it goes to its place, the arrow in front shows more. */
export function FindingRow({ severity, message, next, label, range, more }: FindingRowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div className={styles.row}>
        {more ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label={messages.about(label)}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />
          </button>
        ) : (
          <span className={styles.fold} />
        )}
        <button type="button" className={styles.go} disabled={!range} onClick={() => range && revealRange(range)}>
          <Icon name={icons[severity]} size={14} className={clsx(styles.icon, styles[severity])} />
          <span className="visually-hidden">{severity}: </span>
          <span className={styles.place}>{range ? `${range.start.line + 1}:${range.start.character + 1}` : ""}</span>
          <span className={styles.message}>
            <TextWithCode text={next ? sentence(message) : message} />
            {next && (
              <span className={styles.next}>
                {" "}
                <TextWithCode text={next} />
              </span>
            )}
          </span>
        </button>
        <span className={styles.label}>{label}</span>
      </div>
      {more && isOpen && (
        <section id={id} aria-label={messages.about(label)} className={styles.more}>
          {more()}
        </section>
      )}
    </>
  );
}

/** Another sentence follows. */
function sentence(message: string): string {
  return /[.!?:]$/.test(message) ? message : `${message}.`;
}

const icons: Record<Severity, IconName> = { error: "error", warning: "warning", info: "info", hint: "info" };
