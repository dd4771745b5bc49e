import styles from "./Editor.module.css";

/** The text before the editor is loaded: the same lines in the same places. */
export function PlainText({ text }: { text: string }) {
  return (
    <pre className={styles.plain} aria-hidden="true">
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is its identity here
        <div key={index}>{line || " "}</div>
      ))}
    </pre>
  );
}
