import { useEffect, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import styles from "./CopyField.module.css";
import { messages } from "./messages.ts";

interface CopyFieldProps {
  label: string;
  copyLabel: string;
  value: string;
}

const SAID_MS = 2000;

/** A text to take elsewhere. Without the clipboard (plain HTTP on another machine) it is selected for Ctrl+C. */
export function CopyField({ label, copyLabel, value }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (field: HTMLInputElement | null) => {
    field?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      field?.focus();
    }
  };
  return (
    <div className={styles.row}>
      <label className={styles.field}>
        <span className={styles.label}>{label}</span>
        <input className={styles.value} readOnly value={value} onFocus={({ target }) => target.select()} />
      </label>
      <Button
        className={styles.copy}
        aria-label={copyLabel}
        onClick={({ currentTarget }) => void copy(currentTarget.parentElement?.querySelector("input") ?? null)}
      >
        {copied ? messages.copied : messages.copy}
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {copied ? messages.copied : ""}
      </span>
    </div>
  );
}
