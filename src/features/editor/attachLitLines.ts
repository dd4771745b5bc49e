import { useSelection } from "../../state/selection/selection.ts";
import { hoverLine, litLines, useLinks } from "../../state/selection/selectionLinked.ts";
import type { LineSpan } from "../../state/selection/selectionShift.ts";
import styles from "./Editor.module.css";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";

/** Highlights the lines of whatever is hovered or selected anywhere, and publishes which line the pointer is on. */
export function attachLitLines(monaco: Monaco, codeEditor: CodeEditor, isDockerfile: () => boolean): Detach {
  const decorations = codeEditor.createDecorationsCollection();
  const decorate = (span: LineSpan, className: string | undefined) => ({
    range: new monaco.Range(span.start + 1, 1, span.end + 1, 1),
    options: { isWholeLine: true, className: className ?? "", marginClassName: className ?? "" },
  });
  const light = () => {
    const { hovered, selected } = litLines(useLinks.getState().links, useSelection.getState());
    const isSame = hovered && selected && hovered.start === selected.start;
    decorations.set(
      isDockerfile()
        ? [
            ...(selected ? [decorate(selected, styles.lit)] : []),
            ...(hovered && !isSame ? [decorate(hovered, styles.faint)] : []),
          ]
        : [],
    );
  };
  const ends = [
    useSelection.subscribe(light),
    useLinks.subscribe(light),
    disposer(codeEditor.onDidChangeModel(light)),
    disposer(
      codeEditor.onMouseMove(({ target }) => {
        hoverLine(isDockerfile() && target.position ? target.position.lineNumber - 1 : undefined);
      }),
    ),
    disposer(codeEditor.onMouseLeave(() => hoverLine(undefined))),
  ];
  light();
  return () => {
    for (const end of ends) end();
    decorations.clear();
  };
}

const disposer =
  (disposable: { dispose: () => void }): Detach =>
  () =>
    disposable.dispose();
