import { useEffect, useRef, useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { loadMonaco } from "../../monaco/loadMonaco.ts";
import { openTextView, type TextView as View } from "../../monaco/openTextView.ts";
import { type BytesPlace, readText } from "../../state/imageFile/readFile.ts";
import { messages } from "./messages.ts";
import { PlainText } from "./PlainText.tsx";
import styles from "./TextView.module.css";

interface TextViewProps {
  readonly place: BytesPlace;
  readonly size: number;
  /** To be shown first, from 1. */
  readonly line: number | undefined;
}

/** UTF-16 units that are shown: more would make the page slow. */
const MOST_TEXT = 8_000_000;

/** A file as text with colors. It grows as it is scrolled; without the editor library it is plain. */
export function TextView({ place, size, line }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [isPlain, setPlain] = useState(false);
  const [isCut, setCut] = useState(false);
  const { image, path, layer } = place;
  useEffect(() => {
    if (isPlain || !host.current) return undefined;
    const cancel = new AbortController();
    const source = { image, path, layer };
    const told = { onPlain: () => setPlain(true), onCut: () => setCut(true) };
    void fill(host.current, { place: source, line, signal: cancel.signal, ...told }).catch(() => {
      // Aborted: the view is gone.
    });
    return () => cancel.abort();
  }, [isPlain, image, path, layer, line]);
  if (isPlain) return <PlainText place={place} size={size} />;
  return (
    <>
      <div ref={host} className={styles.host} />
      {isCut && <p className={styles.note}>{messages.textCut(formatSize(MOST_TEXT), formatSize(size))}</p>}
    </>
  );
}

interface Filling {
  readonly place: BytesPlace;
  readonly line: number | undefined;
  readonly signal: AbortSignal;
  readonly onPlain: () => void;
  readonly onCut: () => void;
}

async function fill(host: HTMLElement, { place, line = 0, signal, onPlain, onCut }: Filling): Promise<void> {
  const parts = readText(place, signal);
  const [monaco, first] = await Promise.all([loadMonaco().catch(() => undefined), parts.next()]);
  if (signal.aborted) return;
  if (!monaco) return onPlain();
  let length = first.value?.length ?? 0;
  let isLoading = false;
  const grow = async (view: View) => {
    if (isLoading || signal.aborted) return;
    isLoading = true;
    const next = length < MOST_TEXT ? await parts.next() : undefined;
    if (!next) return onCut();
    if (next.done === true || signal.aborted) return;
    view.append(next.value);
    length += next.value.length;
    isLoading = false;
    if (view.lines() <= line) await grow(view);
  };
  const view: View = openTextView(monaco, host, {
    text: first.value ?? "",
    path: place.path,
    label: messages.contents(visibleText(place.path)),
    onNearEnd: () => void grow(view).catch(() => {}),
  });
  signal.addEventListener("abort", view.close);
  if (view.lines() <= line) await grow(view);
  if (line > 0 && !signal.aborted) view.reveal(line);
}
