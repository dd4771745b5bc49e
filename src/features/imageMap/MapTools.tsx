import styles from "./MapTools.module.css";
import { COLORINGS, type Coloring } from "./mapColors.ts";
import { FORMS, type MapForm } from "./mapShapes.ts";
import { messages } from "./messages.ts";

interface MapToolsProps {
  form: MapForm;
  onForm: (form: MapForm) => void;
  coloring: Coloring;
  onColoring: (coloring: Coloring) => void;
}

/** What the shapes are, and what their colors stand for. */
export function MapTools({ form, onForm, coloring, onColoring }: MapToolsProps) {
  return (
    <div className={styles.tools}>
      <label>
        {messages.shape}{" "}
        <select value={form} onChange={({ target }) => onForm(FORMS.find((one) => one === target.value) ?? form)}>
          {FORMS.map((one) => (
            <option key={one} value={one}>
              {messages.shapes[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {messages.coloring}{" "}
        <select
          value={coloring}
          onChange={({ target }) => onColoring(COLORINGS.find((one) => one === target.value) ?? coloring)}
        >
          {COLORINGS.map((one) => (
            <option key={one} value={one}>
              {messages.colorings[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
