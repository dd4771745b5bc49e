import { useEffect, useRef, useState } from "react";
import { type BytesPlace, readText } from "../../state/imageFile/readFile.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./TextView.module.css";

/** A file as text without colors, a part at a time. */
export function PlainText({ place, size }: { place: BytesPlace; size: number }) {
  const parts = useRef<AsyncGenerator<string, void>>(undefined);
  const [text, setText] = useState("");
  const [isWhole, setWhole] = useState(false);
  const { image, path, layer } = place;
  const more = async () => {
    const next = await parts.current?.next().catch(() => undefined);
    if (!next || next.done === true) return setWhole(true);
    setText((before) => before + next.value);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `more` reads what is set here
  useEffect(() => {
    const cancel = new AbortController();
    parts.current = readText({ image, path, layer }, cancel.signal);
    setText("");
    void more();
    return () => cancel.abort();
  }, [image, path, layer]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={styles.text} tabIndex={0}>
      <pre>{text}</pre>
      {!isWhole && text.length < size && (
        <Button variant="quiet" onClick={() => void more()}>
          {messages.showMore}
        </Button>
      )}
    </div>
  );
}
