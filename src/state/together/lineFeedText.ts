/** What a binding needs of an editor's model; Monaco's text models have it. */
export interface EditedModel {
  getValue(): string;
  getEOL(): string;
  getLineCount(): number;
  getOffsetAt(position: ModelPosition): number;
  getPositionAt(offset: number): ModelPosition;
  pushEditOperations(before: null, edits: { range: ModelRange; text: string }[], carets: () => null): unknown;
  /** What was done so far is undone apart from what follows. */
  pushStackElement(): void;
  onDidChangeContent(listener: (change: ModelChange) => void): { dispose(): void };
  undo(): void | Promise<void>;
  redo(): void | Promise<void>;
}

/** From 1. */
export interface ModelPosition {
  readonly lineNumber: number;
  readonly column: number;
}

interface ModelRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

interface ModelChange {
  /** Ranges are in the text before the change, the last one first. */
  readonly changes: readonly {
    readonly range: ModelRange;
    readonly rangeOffset: number;
    readonly rangeLength: number;
    readonly text: string;
  }[];
  /** The whole text was replaced. */
  readonly isFlush: boolean;
}

/** Replaces `from` to `to` (exclusive): offsets in a text whose lines end with line feeds, before any of the edits. */
export interface FlatEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Two pages may end lines differently: what they share has line feeds only. */
export const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

/** Characters of a line's end that a line feed does not have. */
const extra = (model: EditedModel): number => model.getEOL().length - 1;

export function flatOffset(model: EditedModel, position: ModelPosition): number {
  return model.getOffsetAt(position) - (position.lineNumber - 1) * extra(model);
}

export function positionAtFlat(model: EditedModel, offset: number): ModelPosition {
  if (extra(model) === 0) return model.getPositionAt(offset);
  const startOf = (lineNumber: number) => flatOffset(model, { lineNumber, column: 1 });
  let [first, last] = [1, model.getLineCount()];
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if (startOf(middle) <= offset) first = middle;
    else last = middle - 1;
  }
  return { lineNumber: first, column: offset - startOf(first) + 1 };
}

/** What changed, the last place first, so that each can be done without moving the next. */
export function flatEditsOf(model: EditedModel, { changes }: ModelChange): readonly FlatEdit[] {
  return changes
    .map(({ range, rangeOffset, rangeLength, text }): FlatEdit => {
      const from = rangeOffset - (range.startLineNumber - 1) * extra(model);
      const to = from + rangeLength - (range.endLineNumber - range.startLineNumber) * extra(model);
      return { from, to, insert: withLineFeeds(text) };
    })
    .sort((a, b) => b.from - a.from);
}

export function changeFlat(model: EditedModel, edits: readonly FlatEdit[]): void {
  const changes = edits.map(({ from, to, insert }) => {
    const [start, end] = [positionAtFlat(model, from), positionAtFlat(model, to)];
    const range = {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    };
    return { range, text: insert };
  });
  model.pushStackElement();
  model.pushEditOperations(null, changes, () => null);
  model.pushStackElement();
}
