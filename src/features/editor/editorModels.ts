import type { WorkspaceFile } from "#contract/workspace.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { textChange } from "../../lib/textChange.ts";
import { languageOf } from "../../monaco/languageOf.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import { typeText, useWorkspace } from "../../state/workspace/workspace.ts";
import type { Detach, Monaco, TextModel } from "./monacoApi.ts";
import { textsUpTo } from "./plainEdits.ts";

export interface EditorModels {
  /** The model of a text file, created on first use; undefined if there is no such file. */
  readonly modelOf: (path: string) => TextModel | undefined;
  readonly dispose: Detach;
}

interface Entry {
  readonly model: TextModel;
  /** The text as both sides know it: any difference comes from the workspace. */
  known: string;
}

/** One model per file, with its own undo stack, kept in sync with the workspace. */
export function createEditorModels(monaco: Monaco): EditorModels {
  const entries = new Map<string, Entry>();
  let taking = false;

  const change = (model: TextModel, text: string) => {
    const { from, to, insert } = textChange(model.getValue(), text);
    const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
    model.pushEditOperations([], [{ range, text: insert }], () => null);
  };

  const make = (path: string, text: string): Entry => {
    const [first = text, ...later] = textsUpTo(path, text);
    const model = monaco.editor.createModel(
      first,
      languageOf(path, text),
      monaco.Uri.from({ scheme: "context", path: `/${path}` }),
    );
    // Not an editor option: brackets get the color of the text around them.
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    for (const each of later) {
      change(model, each);
      model.pushStackElement();
    }
    const entry: Entry = { model, known: text };
    model.onDidChangeContent(() => {
      if (taking) return;
      entry.known = model.getValue();
      typeText(path, entry.known);
    });
    entries.set(path, entry);
    return entry;
  };

  const take = (entry: Entry, text: string) => {
    taking = true;
    // Undone by itself, not together with what was typed before or after.
    entry.model.pushStackElement();
    change(entry.model, text);
    entry.model.pushStackElement();
    taking = false;
    entry.known = text;
  };

  const follow = (files: readonly WorkspaceFile[]) => {
    for (const [path, entry] of entries) {
      const file = findFile(files, path);
      if (file?.kind !== "text") {
        entry.model.dispose();
        entries.delete(path);
      } else if (file.text !== undefined && file.text !== entry.known) take(entry, file.text);
    }
  };

  /** Undo must not bring the text of another workspace back. */
  const forget = () => {
    for (const { model } of entries.values()) model.dispose();
    entries.clear();
  };

  const leave = useOpenWorkspace.subscribe(({ text }, before) => text !== before.text && forget());
  const unsubscribe = useWorkspace.subscribe(({ content }, before) => {
    if (content.files !== before.content.files) follow(content.files);
  });
  return {
    modelOf: (path) => {
      const known = entries.get(path);
      if (known) return known.model;
      const file = findFile(useWorkspace.getState().content.files, path);
      return file?.kind === "text" ? make(path, file.text ?? "").model : undefined;
    },
    dispose: () => {
      leave();
      unsubscribe();
      forget();
    },
  };
}
