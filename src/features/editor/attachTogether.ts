import { flatOffset, positionAtFlat } from "../../state/together/lineFeedText.ts";
import type { Session, SharedEditor } from "../../state/together/session.ts";
import type { Carets, FlatSelection } from "../../state/together/textBinding.ts";
import { useTogether } from "../../state/workspace/together.ts";
import { openPath } from "../../state/workspace/workspace.ts";
import { drawCarets } from "./drawCarets.ts";
import type { EditorModels } from "./editorModels.ts";
import type { CodeEditor, Detach, Monaco, TextModel } from "./monacoApi.ts";
import { textsUpTo } from "./plainEdits.ts";

/** Connects the editor with others who edit the same text, as soon as that is wanted. */
export function attachTogether(monaco: Monaco, codeEditor: CodeEditor, models: EditorModels): Detach {
  const drawn = drawCarets(monaco, codeEditor, openPath, "together");
  const editor: SharedEditor = {
    modelOf: models.modelOf,
    caretsIn: (model) => caretsOf(monaco, codeEditor, (shown) => shown === model),
    showOthers: drawn.show,
    textAtStart: (path, now) => textsUpTo(path, now)[0] ?? now,
  };
  let session: Session | undefined;
  let latest = 0;

  const tell = () => {
    const [selection] = caretsOf(monaco, codeEditor, () => true).read();
    if (selection) session?.moved(openPath(), selection);
  };
  const end = () => {
    latest += 1;
    session?.stop();
    session = undefined;
  };
  const begin = async () => {
    end();
    const { place } = useTogether.getState();
    const mine = latest;
    if (place === undefined) return;
    try {
      const { startSession } = await import("../../state/together/session.ts");
      if (mine !== latest) return;
      session = startSession(place, editor);
      tell();
    } catch {
      useTogether.setState({ phase: "over", end: "refused" });
    }
  };

  const unsubscribe = useTogether.subscribe((now, before) => {
    if (now.place !== before.place || now.tries !== before.tries) void begin();
  });
  const listening = [codeEditor.onDidChangeCursorSelection(tell), codeEditor.onDidChangeModel(tell)];
  void begin();
  return () => {
    unsubscribe();
    for (const each of listening) each.dispose();
    end();
    drawn.dispose();
  };
}

function caretsOf(monaco: Monaco, codeEditor: CodeEditor, isMeant: (model: TextModel) => boolean): Carets {
  const shown = (): TextModel | undefined => {
    const model = codeEditor.getModel();
    return model && isMeant(model) ? model : undefined;
  };
  return {
    read: () => {
      const model = shown();
      if (!model) return [];
      return (codeEditor.getSelections() ?? []).map((selection): FlatSelection => {
        const { selectionStartLineNumber, selectionStartColumn, positionLineNumber, positionColumn } = selection;
        return {
          anchor: flatOffset(model, { lineNumber: selectionStartLineNumber, column: selectionStartColumn }),
          head: flatOffset(model, { lineNumber: positionLineNumber, column: positionColumn }),
        };
      });
    },
    write: (selections) => {
      const model = shown();
      if (!model || selections.length === 0) return;
      const ranges = selections.map(({ anchor, head }) => {
        const [from, to] = [positionAtFlat(model, anchor), positionAtFlat(model, head)];
        return new monaco.Selection(from.lineNumber, from.column, to.lineNumber, to.column);
      });
      codeEditor.setSelections(ranges, "together");
    },
  };
}
