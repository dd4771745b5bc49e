import { type KeyboardEvent, useCallback, useRef } from "react";

/** Milliseconds after which a letter begins a new text. */
const PAUSE = 700;

/** What was typed so far with this key; undefined if the key types nothing. Letters in quick succession make one text. */
export function useTypedText(): (event: KeyboardEvent) => string | undefined {
  const typed = useRef({ text: "", at: 0 });
  return useCallback((event) => {
    const { key, timeStamp } = event;
    if (key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const isMore = timeStamp - typed.current.at < PAUSE;
    // A space within a text is a part of it, a first one is a key of its own.
    if (key === "*" || (key === " " && !isMore)) return undefined;
    const text = (isMore ? typed.current.text : "") + key;
    typed.current = { text, at: timeStamp };
    return text;
  }, []);
}
