import { memo, type Ref } from "react";
import styles from "./ColoredText.module.css";
import { coloredText } from "./coloredText.ts";

interface ColoredTextProps {
  readonly ref: Ref<HTMLPreElement>;
  readonly text: string;
}

/** A Dockerfile in color, below the field it is typed into: to be seen only. */
export const ColoredText = memo(function ColoredText({ ref, text }: ColoredTextProps) {
  let at = 0;
  return (
    <pre ref={ref} className={styles.text} aria-hidden="true">
      {coloredText(text).map((part) => {
        const key = at;
        at += part.text.length;
        if (part.kind === "text") return part.text;
        return (
          <span key={key} className={styles[part.kind]}>
            {part.text}
          </span>
        );
      })}
    </pre>
  );
});
