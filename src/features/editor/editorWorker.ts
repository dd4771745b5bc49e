import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";

/** Begun with the editor: Monaco asks for it with the first key, when there may be no network any more. */
let begun: Worker | undefined = begin();

/** A worker for Monaco; the first was begun already. */
export function editorWorker(): Worker {
  const worker = begun ?? begin();
  begun = undefined;
  return worker;
}

function begin(): Worker {
  const worker = new EditorWorker();
  // Of a script that can't be loaded Monaco would throw the bare event, and nobody could catch or read it.
  worker.addEventListener("error", (event: Event) => {
    if (!(event instanceof ErrorEvent)) event.stopImmediatePropagation();
  });
  return worker;
}
