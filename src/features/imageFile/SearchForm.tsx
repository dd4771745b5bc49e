import { type KeyboardEvent as FieldKeyEvent, useEffect, useState } from "react";
import type { Stack } from "#contract/image.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type SearchIn, startSearch } from "../../state/imageFile/imageSearch.ts";
import { Field, Select, TextInput } from "../../ui/Field.tsx";
import { messages } from "./messages.ts";
import styles from "./SearchDialog.module.css";

/** Milliseconds after the last key. */
const PAUSE = 250;
const INS: readonly SearchIn[] = ["content", "path"];

/** The dialog may have opened before there was an image to search. */
const focusNew = (field: HTMLInputElement | null): void => field?.focus();

/** What to look for, and where. It starts by itself after a pause. */
export function SearchForm({ stack }: { stack: Stack }) {
  const [text, setText] = useState("");
  const [place, setPlace] = useState<SearchIn>("content");
  const [isRegex, setRegex] = useState(false);
  const [layer, setLayer] = useState<number>();
  const layers = stack.rows.flatMap((row) => (row.layer ? [{ ...row, layer: row.layer.index }] : []));
  const top = Math.max(0, ...layers.map((row) => row.layer));
  const how = isRegex ? "regex" : "text";
  useEffect(() => {
    const start = () => void startSearch({ image: stack.image, top, text, in: place, how, layer });
    const timer = setTimeout(start, text === "" ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [stack.image, top, text, place, how, layer]);
  return (
    <search className={styles.form}>
      <Field label={messages.searchFor} className={styles.text}>
        <TextInput
          type="search"
          value={text}
          data-first-field
          ref={focusNew}
          maxLength={500}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={goToResults}
        />
      </Field>
      <fieldset className={styles.choice} aria-label={messages.searchIn}>
        {INS.map((one) => (
          <label key={one} className={styles.choice}>
            <input type="radio" name="search-in" checked={place === one} onChange={() => setPlace(one)} />
            {messages.ins[one]}
          </label>
        ))}
      </fieldset>
      <label className={styles.choice}>
        <input type="checkbox" checked={isRegex} onChange={(event) => setRegex(event.target.checked)} />
        {messages.regex}
      </label>
      <Field label={messages.where} className={styles.where}>
        <Select
          value={layer ?? ""}
          onChange={({ target }) => setLayer(target.value === "" ? undefined : Number(target.value))}
        >
          <option value="">{messages.wholeImage}</option>
          {layers.map((row) => (
            <option key={row.layer} value={row.layer}>
              {messages.onlyLayer(row.layer + 1, `${row.instruction} ${visibleText(row.text)}`.slice(0, 60))}
            </option>
          ))}
        </Select>
      </Field>
    </search>
  );
}

function goToResults(event: FieldKeyEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "Enter") return;
  const results = event.currentTarget.closest('[role="dialog"]')?.querySelector<HTMLElement>('[role="tree"]');
  if (!results) return;
  event.preventDefault();
  results.focus();
  // The first one is chosen as if the key had been pressed there.
  results.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
}
