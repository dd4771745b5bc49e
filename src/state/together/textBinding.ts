import * as Y from "yjs";
import { textChange } from "../../lib/textChange.ts";
import { changeFlat, type EditedModel, type FlatEdit, flatEditsOf, withLineFeeds } from "./lineFeedText.ts";
import { movedOffset } from "./movedOffset.ts";

/** A selection as offsets in the text with line feeds: where it began, and where its caret is. */
export interface FlatSelection {
  readonly anchor: number;
  readonly head: number;
}

/** The selections of an editor that shows the model, if there is one. */
export interface Carets {
  read(): readonly FlatSelection[];
  write(selections: readonly FlatSelection[]): void;
}

export interface TextBinding {
  /** Ends it. Both texts stay as they are. */
  unbind(): void;
}

interface Bound {
  readonly text: Y.Text;
  readonly model: EditedModel;
  readonly carets: Carets;
}

/**
 * Keeps a shared text and a model equal. Undo and redo take back what was typed here, and never what others typed.
 * Begins with the shared text in the model.
 */
export function bindText({ text, model, carets }: Bound): TextBinding {
  const origin = {};
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([origin]) });
  let taking = false;

  const share = (edits: readonly FlatEdit[]) =>
    text.doc?.transact(() => {
      for (const { from, to, insert } of edits) {
        if (to > from) text.delete(from, to - from);
        if (insert !== "") text.insert(from, insert);
      }
    }, origin);

  const shareAll = () => share(difference(text.toString(), withLineFeeds(model.getValue())));

  const take = (edits: readonly FlatEdit[], moved: (selection: FlatSelection) => FlatSelection) => {
    const selections = carets.read().map(moved);
    taking = true;
    changeFlat(model, edits);
    taking = false;
    carets.write(selections);
  };

  const takeAll = () => {
    const edits = difference(withLineFeeds(model.getValue()), text.toString());
    if (edits.length > 0) take(edits, movedBy(edits));
  };

  const onShared = ({ delta }: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === origin || transaction.origin === REPAIR) return;
    const edits = editsOf(delta);
    if (edits === undefined) {
      repair(text);
      takeAll();
    } else take(edits, transaction.origin === undo ? atEndOf(edits) : movedBy(edits));
  };

  takeAll();
  text.observe(onShared);
  const listening = model.onDidChangeContent((change) => {
    if (taking) return;
    if (change.isFlush) shareAll();
    else share(flatEditsOf(model, change));
  });
  // The editor's commands, menu, and keys all end here.
  const own = { undo: model.undo, redo: model.redo };
  Object.assign(model, { undo: () => void undo.undo(), redo: () => void undo.redo() });
  return {
    unbind: () => {
      text.unobserve(onShared);
      listening.dispose();
      Object.assign(model, own);
      undo.destroy();
    },
  };
}

/** The edits of a change, in order; undefined if it has what an editor's text can't have. */
function editsOf(delta: Y.YTextEvent["delta"]): readonly FlatEdit[] | undefined {
  const edits: FlatEdit[] = [];
  let at = 0;
  for (const { retain = 0, delete: removed = 0, insert } of delta) {
    if (insert !== undefined && (typeof insert !== "string" || insert.includes("\r"))) return undefined;
    const last = edits.at(-1);
    if (retain > 0) at += retain;
    else if (last?.to === at)
      edits[edits.length - 1] = { ...last, to: at + removed, insert: last.insert + (insert ?? "") };
    else edits.push({ from: at, to: at + removed, insert: insert ?? "" });
    at += removed;
  }
  return edits;
}

const REPAIR = {};

/** Takes out what another program put in: line ends of two characters, and what is not text. */
function repair(text: Y.Text): void {
  text.doc?.transact(() => {
    let at = 0;
    for (const { insert } of text.toDelta() as { insert: unknown }[]) {
      for (const unit of typeof insert === "string" ? insert.split("") : [undefined]) {
        if (unit === undefined || unit === "\r") text.delete(at, 1);
        else at += 1;
      }
    }
  }, REPAIR);
}

const difference = (before: string, after: string): readonly FlatEdit[] =>
  before === after ? [] : [textChange(before, after)];

const movedBy =
  (edits: readonly FlatEdit[]) =>
  ({ anchor, head }: FlatSelection): FlatSelection => {
    if (anchor === head) return toBoth(movedOffset(head, edits, "left"));
    const [first, last] = anchor < head ? (["right", "left"] as const) : (["left", "right"] as const);
    return { anchor: movedOffset(anchor, edits, first), head: movedOffset(head, edits, last) };
  };

/** After an undo or redo, the caret is where it did something last. */
const atEndOf = (edits: readonly FlatEdit[]) => (): FlatSelection => {
  const last = edits.at(-1);
  return toBoth(last ? movedOffset(last.to, edits, "right") : 0);
};

const toBoth = (offset: number): FlatSelection => ({ anchor: offset, head: offset });
