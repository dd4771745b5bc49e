import { type RefObject, useEffect, useRef } from "react";
import { languageOf } from "../../monaco/languageOf.ts";
import { type Reveal, setCursor, useEditor } from "../../state/editor/editor.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { typeText } from "../../state/workspace/workspace.ts";
import { ColoredText } from "./ColoredText.tsx";
import styles from "./Editor.module.css";
import { fieldOffset, fieldPosition, fieldText, fileText } from "./fieldText.ts";
import { notePlainEdit } from "./plainEdits.ts";

interface PlainFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly path: string;
  readonly text: string;
  readonly onComposing: (isComposing: boolean) => void;
}

/** The text until the editor is loaded: the same lines in the same places, to type in at once. */
export function PlainField({ field, path, text, onComposing }: PlainFieldProps) {
  const numbers = useRef<HTMLPreElement>(null);
  const colors = useRef<HTMLPreElement>(null);
  const focusAsked = useEditor((state) => state.focusAsked);
  const asked = useRef(focusAsked);
  const reveal = useEditor((state) => state.reveal);
  const revealed = useRef(reveal);
  const shown = fieldText(text);
  const isColored = languageOf(path, text) === "dockerfile";
  const readOnly = useReadOnly(({ isReadOnly }) => isReadOnly);
  useEffect(() => {
    if (focusAsked !== asked.current) field.current?.focus();
    asked.current = focusAsked;
  }, [field, focusAsked]);
  useEffect(() => {
    if (reveal && reveal !== revealed.current && field.current) goTo(field.current, reveal);
    revealed.current = reveal;
  }, [field, reveal]);
  return (
    <div className={styles.plain}>
      {isColored && <ColoredText ref={colors} text={shown} />}
      <textarea
        key={path}
        data-colored={isColored}
        ref={field}
        aria-label={path}
        value={shown}
        readOnly={readOnly}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        onChange={({ target }) => {
          const typed = fileText(target.value, text);
          notePlainEdit(path, text, typed);
          typeText(path, typed);
        }}
        onSelect={({ currentTarget: { value, selectionEnd } }) => {
          const { line, character } = fieldPosition(value, selectionEnd);
          setCursor(line, character);
        }}
        onScroll={({ currentTarget: { scrollLeft, scrollTop } }) => {
          if (numbers.current) numbers.current.style.transform = `translateY(${-scrollTop}px)`;
          if (colors.current) colors.current.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
        }}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
      />
      <div className={styles.numbers} aria-hidden="true">
        <pre ref={numbers}>{lineNumbers(shown)}</pre>
      </div>
    </div>
  );
}

/** Puts the cursor where somebody asked for it, and the line in the middle. */
function goTo(field: HTMLTextAreaElement, { range: { start }, focus }: Reveal): void {
  const offset = fieldOffset(field.value, start);
  field.setSelectionRange(offset, offset);
  setCursor(start.line, start.character);
  const lineHeight = field.scrollHeight / field.value.split("\n").length;
  field.scrollTop = start.line * lineHeight - field.clientHeight / 2;
  if (focus) field.focus({ preventScroll: true });
}

function lineNumbers(text: string): string {
  return text
    .split("\n", MAX_NUMBERS)
    .map((_, index) => index + 1)
    .join("\n");
}

/** What a slow machine lays out in a frame. */
const MAX_NUMBERS = 5000;
