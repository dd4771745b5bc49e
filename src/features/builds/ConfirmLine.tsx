import { useEffect, useRef } from "react";
import { Button } from "../../ui/Button.tsx";
import styles from "./BuildsMenu.module.css";
import { messages } from "./messages.ts";

interface ConfirmLineProps {
  question: string;
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something is deleted for good. */
export function ConfirmLine({ question, confirm, onConfirm, onCancel }: ConfirmLineProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  // The menu that asked is gone: the focus goes to the answer that harms nothing.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div role="alertdialog" aria-label={question} className={styles.ask}>
      <p className={styles.question}>{question}</p>
      <Button ref={cancel} onClick={onCancel}>
        {messages.cancel}
      </Button>
      <Button variant="danger" onClick={onConfirm}>
        {confirm}
      </Button>
    </div>
  );
}
