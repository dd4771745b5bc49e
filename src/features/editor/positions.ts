import type { IPosition, IRange } from "monaco-editor/editor";
import type { Position, Range } from "#contract/range.ts";

/** LSP counts lines and characters from 0, Monaco from 1; both count UTF-16 code units. */
export const toMonacoRange = ({ start, end }: Range): IRange => ({
  startLineNumber: start.line + 1,
  startColumn: start.character + 1,
  endLineNumber: end.line + 1,
  endColumn: end.character + 1,
});

export const toPosition = ({ lineNumber, column }: IPosition): Position => ({
  line: lineNumber - 1,
  character: column - 1,
});
