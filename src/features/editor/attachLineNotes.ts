import { formatDuration } from "../../lib/formatDuration.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import type { LineNote } from "../../state/selection/buildLineNotes.ts";
import { useSelection } from "../../state/selection/selection.ts";
import { litLines, useLinks } from "../../state/selection/selectionLinked.ts";
import styles from "./Editor.module.css";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** Size and time of each step at the right edge of its line. They scroll with the text and never cover it. */
export function attachLineNotes(codeEditor: CodeEditor, host: HTMLElement, isDockerfile: () => boolean): Detach {
  const layer = document.createElement("div");
  layer.className = styles.notes ?? "";
  layer.setAttribute("aria-hidden", "true");
  host.append(layer);

  const place = () => {
    layer.style.transform = `translateY(${-codeEditor.getScrollTop()}px)`;
  };
  const light = () => {
    const { hovered, selected } = litLines(useLinks.getState().links, useSelection.getState());
    for (const element of layer.children) {
      if (!(element instanceof HTMLElement)) continue;
      const line = Number(element.dataset.line);
      const lit = line === selected?.start ? "selected" : line === hovered?.start ? "hovered" : "";
      if (element.dataset.lit !== lit) element.dataset.lit = lit;
    }
  };
  const draw = () => {
    const lines = codeEditor.getModel()?.getLineCount() ?? 0;
    const notes = isDockerfile() ? useLinks.getState().notes.filter(({ line }) => line < lines) : [];
    layer.replaceChildren(
      ...notes.map((note) => {
        const element = noteElement(note);
        element.style.top = `${codeEditor.getTopForLineNumber(note.line + 1)}px`;
        return element;
      }),
    );
    place();
    light();
  };
  const disposables = [
    codeEditor.onDidScrollChange(place),
    codeEditor.onDidChangeModel(draw),
    codeEditor.onDidChangeModelContent(draw),
    codeEditor.onDidChangeHiddenAreas(draw),
  ];
  const ends = [
    useLinks.subscribe((now, before) => now.notes !== before.notes && draw()),
    useSelection.subscribe(light),
  ];
  draw();
  return () => {
    for (const end of ends) end();
    for (const disposable of disposables) disposable.dispose();
    layer.remove();
  };
}

function noteElement(note: LineNote): HTMLElement {
  const element = document.createElement("span");
  element.dataset.state = note.state;
  element.dataset.line = String(note.line);
  const { time, size } = noteWords(note);
  const title = [note.state, time, note.size === undefined ? "" : exactBytes(note.size)].filter((word) => word !== "");
  element.title = title.join(", ");
  if (time) element.append(part(time, styles.time));
  if (size) element.append(part(size, styles.size));
  return element;
}

function part(text: string, className = ""): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

/** A cached step has no time, a configuration step no size. Less than a millisecond is not shown. */
function noteWords({ state, duration = 0, size }: LineNote): { time: string; size: string } {
  return { time: timeWord(state, duration), size: size === undefined ? "" : formatSize(size) };
}

function timeWord(state: LineNote["state"], duration: number): string {
  if (state === "running" || state === "failed") return state;
  return state === "done" && duration >= 1 ? formatDuration(duration) : "";
}
