import { Button } from "../../ui/Button.tsx";
import styles from "./ImageAsk.module.css";
import { messages } from "./messages.ts";

interface ConfirmProps {
  question: string;
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something is removed for good. The focus is on the answer that harms nothing. */
export function Confirm({ question, confirm, onConfirm, onCancel }: ConfirmProps) {
  return (
    <div role="alertdialog" aria-label={question} className={styles.ask}>
      <p className={styles.question}>{question}</p>
      <Button autoFocus onClick={onCancel}>
        {messages.cancel}
      </Button>
      <Button variant="danger" onClick={onConfirm}>
        {confirm}
      </Button>
    </div>
  );
}
